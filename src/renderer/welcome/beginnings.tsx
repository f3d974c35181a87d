import { FlaskConical, UserRoundPlus } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../ui/button.tsx';
import type { useSandbox } from '../use-sandbox.ts';
import styles from './beginnings.module.css';

interface BeginningsProps {
  sandbox: ReturnType<typeof useSandbox>;
  onAdd: () => void;
}

/** The two ways to begin, neither of which is the better one. */
export function Beginnings({ sandbox, onAdd }: BeginningsProps) {
  const accountId = useId();
  const sandboxId = useId();
  return (
    <ul className={styles['beginnings']}>
      <li aria-labelledby={accountId}>
        <UserRoundPlus aria-hidden size={20} />
        <h2 id={accountId}>You have keys</h2>
        <p>Sign in to your account and see which keys there are and which will end soon.</p>
        <Button kind="primary" onPress={onAdd}>
          Add account
        </Button>
      </li>
      <li aria-labelledby={sandboxId}>
        <FlaskConical aria-hidden size={20} />
        <h2 id={sandboxId}>You are just trying</h2>
        <p>Rotate a key in two minutes. All keys and services there are made up.</p>
        <Button kind="primary" isBusy={sandbox.isBusy} onPress={sandbox.start}>
          Try it in the sandbox
        </Button>
      </li>
    </ul>
  );
}
