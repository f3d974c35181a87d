import { FlaskConical } from 'lucide-react';
import type { AccountId } from '../../shared/account.ts';
import { Alert } from '../ui/alert.tsx';
import { useSandbox } from '../use-sandbox.ts';
import styles from './choose-service.module.css';

/** For who has no account at hand. */
export function SandboxChoice({ onSandbox }: { onSandbox: (id: AccountId) => void }) {
  const { start, isBusy, complaint } = useSandbox(onSandbox);
  return (
    <>
      <button
        type="button"
        className={styles['choice']}
        aria-disabled={isBusy}
        onClick={() => {
          if (!isBusy) start();
        }}
      >
        <span className={styles['words']}>
          <strong>Just trying? Use the sandbox</strong>
          <small>Made-up services and keys that live on this computer only.</small>
        </span>
        <FlaskConical aria-hidden size={16} />
      </button>
      {complaint !== null && <Alert>{complaint}</Alert>}
    </>
  );
}
