import type { AccountState } from '../../shared/account-state.ts';
import type { RotatedKey, Rotation, RotationNote } from '../../shared/rotation.ts';
import { noteWords } from './note-words.ts';
import { shortFailureWords } from './rotation-words.ts';

type Place = Pick<AccountState, 'serviceName' | 'environmentName' | 'name'>;

const reasons: Record<Rotation['reason'], string> = {
  planned: 'Rotation of a key',
  leaked: 'Rotation of a key that leaked',
  'no-room': 'Rotation of a key, the old one first',
};

/** The whole course as text, for a report: labels, last fives and times, and nothing of a key beside that. */
export function reportOf(rotation: Rotation, account: Place | undefined): string {
  const { old, successor, oldEndedAt, timeline, startedAt, closedAt } = rotation;
  const where = [account?.serviceName, account?.environmentName, account?.name]
    .filter((part) => part !== null && part !== undefined)
    .join(', ');
  return [
    reasons[rotation.reason],
    '',
    `Account:  ${where === '' ? 'not here any more' : where}`,
    `Old key:  ${nameOf(old)}`,
    `New key:  ${successor === null ? 'none' : nameOf(successor)}`,
    `Asked for:  ${timeWords(startedAt)}`,
    `Old key ended:  ${oldEndedAt === null ? 'it still works' : timeWords(oldEndedAt)}`,
    `Ended:  ${closedAt === null ? 'still going on' : timeWords(closedAt)}`,
    '',
    ...timeline.map((entry) => `${timeWords(entry.at)}  ${entryWords(entry)}`),
    '',
  ].join('\n');
}

/** `New key kept in the keychain: ends in 9fQ2+`. */
export function entryWords(
  { at, note, detail }: Rotation['timeline'][number],
  wordsOf: (at: string) => string = timeWords,
): string {
  // The old key that is gone already, or goes at once, stays no while.
  const isMoment = (note === 'in-tools' || note === 'soak-moved') && detail <= at;
  const said = isMoment ? '' : detailWords(note, detail, wordsOf);
  return said === '' ? noteWords[note] : `${noteWords[note]}: ${said}`;
}

function detailWords(note: RotationNote, detail: string, wordsOf: (at: string) => string): string {
  if (detail === '') return '';
  if (note === 'asked-for') return detail === 'leaked' ? 'the old key leaked' : '';
  if (withLastFive.has(note)) return `ends in ${detail}`;
  if (note === 'in-tools' || note === 'soak-moved') {
    return `the old key stays until ${wordsOf(detail)}`;
  }
  if (note === 'blocked') return blocks.get(detail) ?? '';
  return note === 'waits' || note === 'retire-failed'
    ? (codeWords.get(detail) ?? blocks.get(detail) ?? '')
    : '';
}

const withLastFive: ReadonlySet<RotationNote> = new Set([
  'stored',
  'made-unreceived',
  'save-failed',
]);

const blocks = new Map([
  ['session-short', 'the session ends too soon'],
  ['quota-full', 'no room for another key'],
  ['newer-key', 'a newer key of the same label'],
  ['rejected', 'the service found fault with it'],
  ['from-backup', 'the records were put back from a backup'],
]);

const codeWords = new Map(
  (
    [
      'signed-out',
      'keychain-locked',
      'cannot-be-asked',
      'unreachable',
      'rate-limited',
      'service-failed',
      'forbidden',
      'key-refused',
      'outcome-unknown',
      'records-unwritable',
    ] as const
  ).map((code) => [code, shortFailureWords(code).toLowerCase()] as [string, string]),
);

function nameOf({ label, lastFive }: RotatedKey): string {
  return `${label}, ends in ${lastFive}`;
}

/** The same wherever it is read: `2026-11-25 09:30:12 UTC`. */
function timeWords(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
