import { TriangleAlert } from 'lucide-react';
import styles from './data-folder-notice.module.css';

/** Says that there are accounts which only another version of Keyturn can show. */
export function HiddenAccountsNotice({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div role="alert" className={styles['notice']}>
      <TriangleAlert aria-hidden size={18} />
      <p>
        <strong>{hiddenWords(names)}</strong> Nothing of it was changed or deleted. Update Keyturn,
        or open the newer one that added it, to see it and its keys.
      </p>
    </div>
  );
}

export function hiddenWords(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).map((name) => `“${name}”`);
  const more = names.length - named.length;
  const list = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const what = names.length === 1 ? 'An account is' : `${names.length} accounts are`;
  return `${what} not shown, because this version of Keyturn does not know the service: ${list}.`;
}

const mostNamed = 3;
