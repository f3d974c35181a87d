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
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isRight = (): boolean => {
    const fits = typed === row.lastFive;
    setFieldComplaint(fits ? null : wrong);
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
    } else if (result.failure.code === 'wrong-last-five') setFieldComplaint(wrong);
    else setComplaint(failureWords(result.failure));
  };
  const type = (text: string): void => {
    setTyped(text);
    setFieldComplaint(null);
  };
  return { typed, type, isRight, fieldComplaint, complaint, isBusy, go };
}
