import { useState } from 'react';
import type { Result } from '../../shared/failure.ts';
import { failureWords } from '../failure-words.ts';
import { keyNameOf } from '../key-name.tsx';
import { say } from '../notice.ts';
import { dropWish } from '../wish.ts';
import type { KeyRow } from '../../shared/key.ts';

const wrong = failureWords({ code: 'wrong-last-five' });

/** The typed confirmation, and what comes of it. */
export function useLastFive(row: KeyRow, end: (typed: string) => Promise<Result<null>>) {
  const [typed, setTyped] = useState('');
  const [fieldComplaint, setFieldComplaint] = useState<string | null>(null);
  const [missCount, setMissCount] = useState(0);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const miss = (): void => {
    setFieldComplaint(wrong);
    setMissCount((count) => count + 1);
  };
  const isRight = (): boolean => {
    const fits = typed === row.lastFive;
    if (fits) setFieldComplaint(null);
    else miss();
    return fits;
  };
  const go = async (): Promise<void> => {
    setComplaint(null);
    if (!isRight()) return;
    setBusy(true);
    const result = await end(typed);
    setBusy(false);
    if (result.ok) {
      dropWish();
      say(`${keyNameOf(row)} is retired`, { tone: 'good' });
    } else if (result.failure.code === 'wrong-last-five') miss();
    else setComplaint(failureWords(result.failure));
  };
  const type = (text: string): void => {
    setTyped(text);
    setFieldComplaint(null);
  };
  return { typed, type, isRight, fieldComplaint, missCount, complaint, isBusy, go };
}
