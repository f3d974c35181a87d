import { useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '../../shared/failure.ts';
import type { Intake } from '../../shared/intake.ts';
import { call } from '../call.ts';

/** What was found in a paste or a file. Main holds the values; they are forgotten when this goes. */
export interface FoundKeys {
  intake: Intake | null;
  isReading: boolean;
  failure: Failure | null;
  paste: () => void;
  readFile: (path: string) => void;
  chooseFile: () => void;
  /** Main has forgotten them by itself: they were kept. */
  settle: () => void;
  /** Begin anew. */
  drop: () => void;
}

export function useIntake(first: Intake | null = null): FoundKeys {
  const [intake, setIntake] = useState(first);
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const held = useRef<string | null>(first?.intakeId ?? null);
  const isThere = useRef(false);
  const isBusy = useRef(false);

  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
      // React may take an effect away and put it back at once; only what stays away is gone.
      queueMicrotask(() => {
        if (!isThere.current) release(held);
      });
    };
  }, []);

  const read = async (ask: () => Promise<Result<Intake | null>>): Promise<void> => {
    // One press may come as a key and as a paste.
    if (isBusy.current) return;
    isBusy.current = true;
    setReading(true);
    const result = await ask();
    isBusy.current = false;
    const found = result.ok ? result.value : null;
    if (!isThere.current) {
      if (found) void call('dropIntake', { intakeId: found.intakeId });
      return;
    }
    setReading(false);
    setFailure(result.ok ? null : result.failure);
    if (found === null) return;
    if (found.candidates.length === 0) setFailure({ code: 'nothing-found' });
    release(held);
    held.current = found.intakeId;
    setIntake(found.candidates.length === 0 ? null : found);
  };

  return {
    intake,
    isReading,
    failure,
    paste: () => void read(() => call('readClipboard', {})),
    readFile: (path) => void read(() => call('readKeyFile', { path })),
    chooseFile: () => void read(() => call('chooseKeyFile', {})),
    settle: () => {
      held.current = null;
    },
    drop: () => {
      release(held);
      setIntake(null);
    },
  };
}

function release(held: { current: string | null }): void {
  if (held.current !== null) void call('dropIntake', { intakeId: held.current });
  held.current = null;
}
