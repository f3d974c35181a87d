import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecordsState } from '../shared/state.ts';
import styles from './data-folder-notice.module.css';
import { dateOf } from './times.ts';

/** Says that the list of accounts could not be read, and where it is now. */
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
  const file = <code>{records.file}</code>;
  if (records.status === 'restored') {
    return (
      <>
        <strong>Your records could not be read, so the newest backup took their place.</strong> It
        is of {dateOf(records.from)}. What could not be read is kept as {file}. Keys that came in
        since then were found again in your keychain.
      </>
    );
  }
  if (records.status === 'set-aside') {
    return (
      <>
        <strong>Your list of accounts could not be read.</strong> Nothing was deleted: the file is
        now {file}. Add your accounts again, or put back a copy of that file. Keys in your keychain
        are not touched by this.
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
