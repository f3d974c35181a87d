/** Does one thing after the other, in the order in which they were asked for. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function createInTurn(): InTurn {
  let last: Promise<void> = Promise.resolve();
  return function inTurn(work) {
    const next = last.then(work);
    // What came of it may be a key, which must not be kept until the next one has its turn.
    last = next.then(nothing, nothing);
    return next;
  };
}

function nothing(): void {}
