import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/**
 * What stands on the screen of Xvfb, which keeps it in a file of the X window dump form. `drawn` is how many
 * of its points have another colour than the two that most have: the screen's and the paper's.
 */
export function readScreen(folder: string): { png: Buffer; drawn: number } {
  const dump = readFileSync(join(folder, 'Xvfb_screen0'));
  const word = (at: number): number => dump.readUInt32BE(at * 4);
  const [width, height, bits, lineBytes] = [word(4), word(5), word(11), word(12)];
  if (bits !== 32) throw new Error(`The screen has ${bits} bits a point.`);
  const from = word(0) + word(19) * 12;
  const lines = Buffer.alloc(height * (width * 3 + 1));
  const counts = new Map<number, number>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = dump.readUInt32LE(from + y * lineBytes + x * 4) & 0xffffff;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      lines.writeUIntBE(colour, y * (width * 3 + 1) + 1 + x * 3, 3);
    }
  }
  const [, , ...others] = [...counts.values()].toSorted((one, other) => other - one);
  const drawn = others.reduce((sum, count) => sum + count, 0);
  return { png: pngOf(width, height, lines), drawn };
}

function pngOf(width: number, height: number, lines: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each of red, green and blue.
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
