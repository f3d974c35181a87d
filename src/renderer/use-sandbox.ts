import { useState } from 'react';
import type { AccountId } from '../shared/account.ts';
import { call } from './call.ts';
import { failureWords } from './failure-words.ts';

/** The way into the sandbox, from wherever it is offered. */
export function useSandbox(onStarted: (id: AccountId) => void) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('startSandbox', {});
    setBusy(false);
    if (result.ok) onStarted(result.value.accountId);
    // What is said of that stands above, with what can be done.
    else if (result.failure.code !== 'sandbox-unreadable') {
      setComplaint(failureWords(result.failure));
    }
  };
  return { start: () => void start(), isBusy, complaint };
}
