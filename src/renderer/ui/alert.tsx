import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './alert.module.css';

/** Something went wrong that the user should read now. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className={styles['alert']}>
      <TriangleAlert aria-hidden size={16} />
      <p>{children}</p>
    </div>
  );
}
