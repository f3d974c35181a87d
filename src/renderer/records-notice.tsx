import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecordsState, Rejoin } from '../shared/state.ts';
import styles from './data-folder-notice.module.css';
import { dateOf } from './times.ts';

/** Says that the records could not be read, where they are now, and what has come back. */
export function RecordsNotice({ records }: { records: RecordsState }) {
  const words = wordsOf(records);
  if (words === null) return null;
  return (
    <div role="alert" className={styles['notice']}>
      <TriangleAlert aria-hidden size={18} />
      <p>{words}</p>
    </div>
  );
}

function wordsOf(records: RecordsState): ReactNode {
  if (records.status === 'ok') return null;
  const file = records.file === null ? null : <code>{records.file}</code>;
  if (records.status === 'restored') {
    return (
      <>
        <strong>
          {file === null
            ? 'Your accounts and keys were not where Keyturn keeps them, so it went back to its backup.'
            : 'Your accounts and keys could not be read, so Keyturn went back to its backup.'}
        </strong>{' '}
        It is from {dateOf(records.from)}; notes, tags and changes made after that are not in it.{' '}
        {keysWords(records.rejoin)}
        {file !== null && <> Nothing was deleted: what could not be read is now {file}</>}
      </>
    );
  }
  if (records.status === 'set-aside') {
    return (
      <>
        <strong>Your accounts could not be read, and there was no backup to go back to.</strong> Add
        them again. {keysWords(records.rejoin)}
        {file !== null && <> Nothing was deleted: what could not be read is now {file}</>}
      </>
    );
  }
  if (records.because === 'newer') {
    return (
      <>
        <strong>Your list of accounts was written by a newer Keyturn.</strong> It stays as it is, in{' '}
        {file}. Open the newer Keyturn to see it; what you change in this one is forgotten when you
        close it.
      </>
    );
  }
  return (
    <>
      <strong>Your list of accounts cannot be opened.</strong> It stays as it is. See that {file} is
      a file that you can read and write, then start Keyturn again; until then, what you change is
      forgotten when you close it.
    </>
  );
}

/** What has come of searching the keychain, in sentences. */
export function keysWords(rejoin: Rejoin | null): string {
  if (rejoin === null) {
    return 'Your keys are safe in your keychain; Keyturn looks for them there as soon as it is open.';
  }
  const { found, waiting, missing } = rejoin;
  const sentences = [
    found === 0 ? null : `${keys(found)} without a record ${were(found)} found in your keychain.`,
    waiting === 0
      ? null
      : `${keys(waiting)} in your keychain ${waiting === 1 ? 'belongs' : 'belong'} to an account that is not here: add the account again and ${waiting === 1 ? 'it comes' : 'they come'} back.`,
    missing === 0
      ? null
      : `${keys(missing)} of the backup ${were(missing)} not found in your keychain any more.`,
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0
    ? 'All keys in your keychain have their record.'
    : sentences.join(' ');
}

function keys(count: number): string {
  return count === 1 ? '1 key' : `${count} keys`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}
