/** Does one thing after the other, in the order in which they were asked for. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return function inTurn(work) {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
