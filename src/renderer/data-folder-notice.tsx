import { TriangleAlert } from 'lucide-react';
import styles from './data-folder-notice.module.css';

/** Says that settings cannot be kept, and where the trouble lies. */
export function DataFolderNotice({ folder }: { folder: string }) {
  return (
    <div role="alert" className={styles['notice']}>
      <TriangleAlert aria-hidden size={18} />
      <p>
        <strong>Keyturn cannot write to its own folder.</strong> This run works, but its settings
        will be forgotten. Make this a folder that you can write to, then start Keyturn again:
        <code>{folder}</code>
      </p>
    </div>
  );
}
