import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** How a service that means it ill answers what it is asked. `elsewhere` is where it would like us to go. */
export type Answering = (response: ServerResponse, elsewhere: string) => void;

const million = 1_000_000;
const bomb = gzipSync(Buffer.alloc(200 * million));
const row = (number: number, label: string) => ({
  id: String(number),
  last_five: 'AB12C',
  label,
  valid_until: '2099-03-01T02:03:04Z',
  notification_contacts: null,
});
const listOf = (labels: readonly string[]) =>
  JSON.stringify(labels.map((label, at) => row(at, label)));

const end =
  (body: string | Buffer, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(200, headers).end(body);

/** Not at once, so that the end of it can be heard of in between. */
function onAndOn(response: ServerResponse, write: (written: () => void) => void): void {
  let isOver = false;
  response.once('close', () => (isOver = true));
  const next = (): void => {
    if (!isOver && response.socket?.destroyed === false) write(() => void setImmediate(next));
  };
  next();
}

const again = (response: ServerResponse, write: () => void): void => {
  const timer = setInterval(write, 50);
  response.once('close', () => clearInterval(timer));
};

export const hostileLabels = 'labels that would be something else';

export const answers: Record<string, Answering> = {
  'a million bytes of nonsense': end(Buffer.alloc(million, 0xc3)),
  'nonsense without end': (response) => {
    response.writeHead(200);
    const piece = '['.repeat(65_536);
    onAndOn(response, (written) => response.write(piece, written));
  },
  'a way elsewhere': (response, elsewhere) =>
    response.writeHead(307, { location: elsewhere }).end(),
  'a lot in a little': end(bomb, { 'content-encoding': 'gzip' }),
  'what is no UTF-8': end(Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0xc3, 0x22, 0x5d])),
  'JSON as deep as it goes': end('['.repeat(500_000)),
  'JSON of half a million brackets': end(`${'['.repeat(250_000)}${']'.repeat(250_000)}`),
  'a hundred thousand keys': end(JSON.stringify(Array.from({ length: 100_000 }, () => 0))),
  'a field for the prototype': end('[{"__proto__":{"polluted":1},"constructor":{"prototype":{}}}]'),
  [hostileLabels]: end(
    listOf([
      '<img src=x onerror="window.wasRun = true">',
      '\u202Egnitser\u2066\u0007\u001B[2J',
      '=HYPERLINK("http://127.0.0.1:9/")',
      '${7*7}{{7*7}}',
      'a\r\nb\u2028c',
      '🔑'.repeat(255),
    ]),
  ),
  'headers without end': (response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\n');
    const piece = `x: ${'y'.repeat(60_000)}\r\n`;
    onAndOn(response, (written) => socket?.write(piece, written));
  },
  'a cookie without end': end('OK', { 'set-cookie': `postmangovsg=${'x'.repeat(14_000)}; Path=/` }),
};

/** Each takes as long as Keyturn waits for a whole answer. */
export const slowAnswers: Record<string, Answering> = {
  silence: () => undefined,
  'an answer that drips': (response) => {
    response.writeHead(200);
    again(response, () => void response.write(' '));
  },
  'headers that drip': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n');
    again(response, () => void response.socket?.write('x: y\r\n'));
  },
};
