import { countdownWords } from '../../shared/countdown-words.ts';
import type { KeyRow } from '../../shared/key.ts';
import { dateOf } from '../times.ts';

/** What a reminder of this key means: nothing, where it was replaced, and otherwise what is to be done. */
export function reminderWords(
  { standing, lastFive, expiresAt, retiredAt, replacedBy }: KeyRow,
  successor: Pick<KeyRow, 'lastFive'> | null,
  now: Date,
): { text: string; isToRotate: boolean } {
  const five = `•••••${lastFive}`;
  const by = successor === null ? '' : ` •••••${successor.lastFive} has taken its place.`;
  if (standing === 'retired') {
    const when = retiredAt === null ? '' : ` on ${dateOf(retiredAt)}`;
    return { text: `${five}, retired${when}, nothing to do.${by}`, isToRotate: false };
  }
  if (standing === 'gone') {
    return {
      text: `${five} is gone at the service, nothing to do there.${by}`,
      isToRotate: false,
    };
  }
  if (replacedBy !== null) {
    return {
      text: `${five} was replaced.${by} Retire the old one when nothing uses it.`,
      isToRotate: false,
    };
  }
  if (expiresAt === null) {
    return { text: `${five} has no end that is known here.`, isToRotate: true };
  }
  if (standing === 'expired' || standing === 'legacy') {
    return {
      text: `${five} expired on ${dateOf(expiresAt)}. Rotate it if it is still needed.`,
      isToRotate: standing === 'expired',
    };
  }
  const ends = `${five} ends on ${dateOf(expiresAt)}, ${countdownWords(expiresAt, now)}`;
  return { text: `${ends}; rotate it.`, isToRotate: true };
}
