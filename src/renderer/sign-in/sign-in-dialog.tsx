import type { AccountState } from '../../shared/account-state.ts';
import type { KeychainState } from '../../shared/keychain.ts';
import type { RuleCard } from '../../shared/service.ts';
import { useNow } from '../now.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AskForCode } from './ask-for-code.tsx';
import { EnterCode } from './enter-code.tsx';
import styles from './sign-in-dialog.module.css';

interface SignInDialogProps {
  account: AccountState;
  card: RuleCard;
  keychain: KeychainState;
  isInTheMiddle: boolean;
  onDone: (isSignedIn: boolean) => void;
}

/** Two steps: a code is mailed, the code is entered. */
export function SignInDialog(props: SignInDialogProps) {
  const { account, card, keychain, isInTheMiddle, onDone } = props;
  const now = useNow(1000);
  const { signIn } = account;
  const isSent = signIn.status === 'code-sent' && Date.parse(signIn.expiresAt) > now.getTime();
  return (
    <Dialog title={`Sign in to ${account.name}`} onClose={() => onDone(false)}>
      <p className={styles['lead']}>
        {card.name}
        {account.environmentName !== null && ` · ${account.environmentName}`} · {account.email}
      </p>
      {isInTheMiddle && (
        <p className={styles['middle']}>
          The session has ended. Sign in again, and what you were doing goes on.
        </p>
      )}
      {isSent ? (
        <EnterCode
          account={account}
          sent={signIn}
          codeLength={card.signIn?.otpLength ?? 6}
          keychain={keychain}
          now={now}
          onSignedIn={() => onDone(true)}
        />
      ) : (
        <AskForCode
          account={account}
          who={card.signIn?.who ?? ''}
          isTooOld={signIn.status === 'code-sent'}
        />
      )}
    </Dialog>
  );
}
