import type { Shortcut } from '../../src/main/core/ports.ts';

export interface FakeShortcut extends Shortcut {
  registered: string | null;
  /** What another program has. */
  taken: Set<string>;
  /** The user presses what is registered. */
  press(): void;
}

export function fakeShortcut(): FakeShortcut {
  let work: (() => void) | null = null;
  const fake: FakeShortcut = {
    registered: null,
    taken: new Set(),
    press: () => work?.(),
    register(accelerator, wanted) {
      fake.release();
      if (fake.taken.has(accelerator)) return false;
      fake.registered = accelerator;
      work = wanted;
      return true;
    },
    release() {
      fake.registered = null;
      work = null;
    },
  };
  return fake;
}
