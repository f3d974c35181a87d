/**
 * One at a time, however often it is asked for. Asked for while it runs, it is done once more afterwards,
 * for what has changed since it looked.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function run(): Promise<void> {
    next = null;
    running = work().finally(() => {
      running = null;
    });
    return running;
  }

  return () => {
    if (running === null) return run();
    // What went wrong is told to those who asked for it.
    next ??= running.then(run, run);
    return next;
  };
}
