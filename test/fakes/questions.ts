import type { Questions } from '../../src/main/core/ports.ts';

type Keys = Parameters<Questions['mayLose']>[0];

/** Notes what was asked. Each question waits for its answer. */
export function fakeQuestions(): Questions & { asked: Keys[]; answer(mayLose: boolean): void } {
  const asked: Keys[] = [];
  let answer = (_mayLose: boolean): void => undefined;
  return {
    asked,
    answer: (mayLose) => answer(mayLose),
    mayLose(keys) {
      asked.push(keys);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  };
}
