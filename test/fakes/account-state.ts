import { accountId } from '../../src/shared/account.ts';
import type { AccountState } from '../../src/shared/account-state.ts';

/** An account at the service of `guidedCard`. */
export function accountState(part: Partial<AccountState> = {}): AccountState {
  return {
    id: accountId.parse('account-1'),
    serviceId: 'guided',
    serviceName: 'Guided',
    environmentName: 'Production',
    address: 'https://api.example.org/v1',
    name: 'Ours',
    email: null,
    parameters: {},
    isSandbox: false,
    signIn: { status: 'not-needed' },
    unreachableSince: null,
    clockSkewMs: null,
    sync: null,
    ...part,
  };
}
