import type { Questions } from '../../src/main/core/ports.ts';

type Keys = Parameters<Questions['mayLose']>[0];

/** Notes what was asked. Each question waits for its answer. */
export function fakeQuestions(): Questions & {
  asked: Keys[];
  /** Whether the last question named the keys. */
  wasNaming: boolean;
  answer(mayLose: boolean): void;
} {
  const asked: Keys[] = [];
  let answer = (_mayLose: boolean): void => undefined;
  const fake = {
    asked,
    wasNaming: false,
    answer: (mayLose: boolean) => answer(mayLose),
    mayLose(keys: Keys, isNaming: boolean, takenBack: Promise<void>) {
      asked.push(keys);
      fake.wasNaming = isNaming;
      return new Promise<boolean>((resolve) => {
        answer = resolve;
        void takenBack.then(() => resolve(false));
      });
    },
  };
  return fake;
}
