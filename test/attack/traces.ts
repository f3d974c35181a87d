import { readdirSync, readFileSync } from 'node:fs';

// How a secret may stand somewhere, and whether it does.

/** What may be shown of a key stands at its end. */
const shownLength = 5;

/** A secret without what may be shown of it, as it may be written down. */
export function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret.slice(0, -shownLength));
  // Where it begins in the middle of three bytes, base64 makes other letters of it; those at both edges
  // depend on what stands beside it.
  const shifted = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const inner = text.slice(shift === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...shifted];
  texts.push(encodeURIComponent(bytes.toString()));
  return [...inMemory(secret), ...texts.map((text) => Buffer.from(text))];
}

/** As a program holds it. */
export function inMemory(secret: string): Buffer[] {
  const text = secret.slice(0, -shownLength);
  return [Buffer.from(text), Buffer.from(text, 'utf16le')];
}

export function isIn(bytes: Buffer, forms: readonly Buffer[]): boolean {
  return forms.some((form) => bytes.includes(form));
}

/** A process and all that it has started, by number, with what each was started as. */
export function processesBelow(processId: number): { id: number; kind: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = parentOf(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const found = [processId];
  for (const id of found) {
    for (const [child, parent] of parents)
      if (parent === id && !found.includes(child)) found.push(child);
  }
  return found.map((id) => {
    const words = textOf(`/proc/${id}/cmdline`);
    return {
      id,
      kind: /--type=([\w-]+)/.exec(words)?.[1] ?? (id === processId ? 'main' : 'other'),
    };
  });
}

function parentOf(processId: number): number | null {
  if (!Number.isInteger(processId)) return null;
  const parent = /^\d+ \(.*\) \w (\d+)/s.exec(textOf(`/proc/${processId}/stat`))?.[1];
  return parent === undefined ? null : Number(parent);
}

/** Empty where it has gone meanwhile. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
