import { useState } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';

/** Keeps a change at once, and tells if it could not be kept. */
export function useSaving() {
  const [complaint, setComplaint] = useState<string | null>(null);
  const keep = async (part: Partial<Settings>): Promise<void> => {
    const result = await call('changeSettings', part);
    setComplaint(result.ok ? null : `This could not be kept. ${failureWords(result.failure)}`);
  };
  return { complaint, save: (part: Partial<Settings>): void => void keep(part) };
}
