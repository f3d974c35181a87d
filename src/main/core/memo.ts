/** What the page of the window has given us to keep while it is away, in its own words. Never on the disk. */
export interface MemoKeeper {
  read(): string | null;
  keep(memo: string): void;
  /** The window was closed: the next one begins at the beginning. */
  drop(): void;
}

export function createMemoKeeper(): MemoKeeper {
  let kept: string | null = null;
  return {
    read: () => kept,
    keep: (memo) => void (kept = memo),
    drop: () => void (kept = null),
  };
}
