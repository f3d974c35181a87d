import { FailureError } from '../../src/main/core/failure-error.ts';
import type { Clipboard } from '../../src/main/core/ports.ts';
import { Secret } from '../../src/main/core/secret.ts';

export interface FakeClipboard extends Clipboard {
  /** What is there; null for nothing. Another program sets it. */
  text: string | null;
  isConcealed: boolean;
  /** As on a runtime that cannot conceal. */
  canConceal: boolean;
  /** As on a desktop that does not let us look. */
  isUnseen: boolean;
  /** From now on, or until told otherwise, the system refuses. */
  isBroken: boolean;
}

/** A clipboard in memory. */
export function fakeClipboard(): FakeClipboard {
  const fake: FakeClipboard = {
    text: null,
    isConcealed: false,
    canConceal: true,
    isUnseen: false,
    isBroken: false,
    abilities: () => ({ canConceal: fake.canConceal, canClear: !fake.isUnseen }),
    async write(secret) {
      use();
      fake.text = secret.reveal();
      fake.isConcealed = fake.canConceal;
      return { fingerprint: fingerprintOf(fake.text), isConcealed: fake.isConcealed };
    },
    async read() {
      use();
      if (fake.text === null || fake.text === '') return null;
      return { secret: new Secret(fake.text), fingerprint: fingerprintOf(fake.text) };
    },
    async clearIf(fingerprint) {
      use();
      if (fake.isUnseen) return 'unseen';
      if (fake.text === null || fingerprintOf(fake.text) !== fingerprint) return 'not-there';
      fake.text = null;
      return 'cleared';
    },
  };

  function use(): void {
    if (fake.isBroken) throw new FailureError({ code: 'clipboard-failed' });
  }

  return fake;
}

/** It need not be safe, only differ where texts do. */
function fingerprintOf(text: string): string {
  let sum = 7n;
  for (const character of text)
    sum = (sum * 131n + BigInt(character.codePointAt(0) ?? 0)) % 2n ** 61n;
  return `${text.length}-${sum}`;
}
