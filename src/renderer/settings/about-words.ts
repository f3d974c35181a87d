import type { Build, UpdateState } from '../../shared/state.ts';
import { failureWords } from '../failure-words.ts';

export const buildWords: Record<Build, string> = {
  release: 'A release',
  'development-runtime': 'A trial, with a development runtime',
  checkout: 'Run from its sources',
};

/** What the last question about newer versions has brought. */
export function updateWords({ isAsking, found }: UpdateState): string | null {
  if (isAsking) return 'Asking…';
  switch (found?.status) {
    case undefined:
      return null;
    case 'newest':
      return 'This is the newest version.';
    case 'newer':
      return `There is a newer one: Keyturn ${found.version}.`;
    case 'failed':
      return `It could not be asked. ${failureWords(found.failure)}`;
    default:
      return found satisfies undefined;
  }
}
