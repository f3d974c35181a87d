import { ExternalLink } from 'lucide-react';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import styles from './page-links.module.css';

/** Pages of the service, which open in the user's own browser. */
export function PageLinks({ pages }: { pages: RuleCard['pages'] }) {
  if (pages.length === 0) return null;
  return (
    <ul className={styles['pages']}>
      {pages.map(({ label, url }) => (
        <li key={url}>
          <button type="button" title={url} onClick={() => void call('openPage', { url })}>
            {label}
            <ExternalLink aria-label="(opens in your browser)" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
