import { Circle, CircleDashed, CloudOff, Mail, Signpost, type LucideIcon } from 'lucide-react';
import type { AccountState } from '../../shared/account-state.ts';
import styles from './account-icon.module.css';

/** Each standing has its own shape; colour only says which one wants something of the user. */
export function AccountIcon({ account, size = 14 }: { account: AccountState; size?: number }) {
  const { unreachableSince, signIn } = account;
  const Icon = unreachableSince === null ? shapes[signIn.status] : CloudOff;
  const tone = unreachableSince === null ? signIn.status : 'unreachable';
  return <Icon aria-hidden size={size} className={`${styles['icon']} ${styles[tone] ?? ''}`} />;
}

const shapes: Record<AccountState['signIn']['status'], LucideIcon> = {
  'not-needed': Signpost,
  'signed-out': CircleDashed,
  'code-sent': Mail,
  'signed-in': Circle,
};
