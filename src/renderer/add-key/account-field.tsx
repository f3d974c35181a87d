import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { AccountState } from '../../shared/account-state.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { AccountForm } from '../add-account/account-form.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DropDown, type DropDownGroup } from '../ui/drop-down.tsx';

interface AccountFieldProps {
  state: State;
  label: string;
  /** Which services can be meant here. */
  isOffered?: (card: RuleCard) => boolean;
  /** The services that are meant most likely; their accounts stand first. */
  likely?: readonly RuleCard['id'][];
  accountId: AccountId | null;
  onChange: (id: AccountId) => void;
  complaint?: string | null;
}

/** One of the accounts, or a new one, which is added on the way. */
export function AccountField(props: AccountFieldProps) {
  const { state, label, accountId, onChange, complaint = null } = props;
  const [adding, setAdding] = useState<RuleCard | null>(null);
  const services = state.services.filter(props.isOffered ?? (() => true));
  return (
    <>
      <DropDown
        label={label}
        groups={groupsOf(state, services, props.likely ?? [], accountId)}
        value={accountId ?? ''}
        complaint={complaint}
        onChange={(value) => {
          const account = state.accounts.find(({ id }) => id === value);
          if (account) onChange(account.id);
          else setAdding(services.find(({ id }) => newAt(id) === value) ?? null);
        }}
      />
      {adding !== null && (
        <Dialog title={`Add ${adding.name} account`} onClose={() => setAdding(null)}>
          <AccountForm
            card={adding}
            accounts={state.accounts}
            onBack={() => setAdding(null)}
            onAdded={(id) => {
              setAdding(null);
              onChange(id);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

/** No id of an account has a blank in it. */
function newAt(id: RuleCard['id']): string {
  return `new ${id}`;
}

function groupsOf(
  { accounts }: State,
  services: readonly RuleCard[],
  likely: readonly RuleCard['id'][],
  chosen: AccountId | null,
): DropDownGroup[] {
  const offered = accounts.filter(({ serviceId }) => services.some(({ id }) => id === serviceId));
  const isLikely = ({ serviceId }: AccountState): boolean => likely.includes(serviceId);
  const groups: DropDownGroup[] = [
    { label: null, options: chosen === null ? [{ value: '', label: 'Choose an account' }] : [] },
    { label: 'Looks like', options: offered.filter(isLikely).map(optionOf) },
    {
      label: likely.length > 0 ? 'Other accounts' : 'Accounts',
      options: offered.filter((account) => !isLikely(account)).map(optionOf),
    },
    {
      label: 'New account at',
      options: services.map(({ id, name }) => ({ value: newAt(id), label: `${name}…` })),
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

function optionOf({ id, name, serviceName, environmentName }: AccountState) {
  const place = [serviceName, environmentName].filter((word) => word !== null).join(', ');
  return { value: id, label: name === place ? name : `${name} (${place})` };
}
