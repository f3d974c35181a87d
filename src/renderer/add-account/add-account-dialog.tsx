import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import { hasNoPlace } from '../../shared/place.ts';
import type { RuleCard, ServiceId } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { DescribeForm } from '../describe-service/describe-form.tsx';
import { keptDescription } from '../describe-service/kept-description.ts';
import { RemoveService } from '../describe-service/remove-service.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { AccountForm } from './account-form.tsx';
import { ChooseService } from './choose-service.tsx';

interface AddAccountDialogProps {
  state: State;
  onClose: () => void;
  onAdded: (id: AccountId) => void;
  onSandbox: (id: AccountId) => void;
}

type Step =
  /** Which service? `from` is what the user comes back from, so that the focus is there again. */
  | { at: 'choose'; from: string | null }
  /** What is to be known of the account. */
  | { at: 'account'; serviceId: ServiceId }
  /** A service that is not in the list. */
  | { at: 'describe' }
  | { at: 'edit'; serviceId: ServiceId }
  | { at: 'remove'; serviceId: ServiceId };

/** First the service, which the user may describe, then what is to be known of the account. */
export function AddAccountDialog(props: AddAccountDialogProps) {
  const { state, onClose, onAdded, onSandbox } = props;
  const { services, accounts } = state;
  const [step, setStep] = useState<Step>(firstStep);
  const card =
    'serviceId' in step ? (services.find(({ id }) => id === step.serviceId) ?? null) : null;
  // A description is long: nobody is to lose one by a slip.
  const [slip, setSlip] = useState<'nothing-typed' | 'typed' | 'losing'>(() =>
    keptDescription() === null ? 'nothing-typed' : 'typed',
  );
  const leave = (go: () => void) => (): void => {
    if (slip === 'typed') return setSlip('losing');
    setSlip('nothing-typed');
    go();
  };
  const users = accounts.filter(({ serviceId }) => serviceId === card?.id);
  const back = leave(() => {
    if (step.at === 'choose') return;
    setStep({ at: 'choose', from: step.at === 'describe' ? 'describe' : step.serviceId });
  });
  return (
    <Dialog title={titleOf(step, card)} onClose={leave(onClose)}>
      {step.at === 'choose' && (
        <ChooseService
          services={services}
          from={step.from}
          sandbox={sandboxIn(accounts)}
          onSandbox={onSandbox}
          onChoose={({ id }) => setStep({ at: 'account', serviceId: id })}
          onDescribe={() => setStep({ at: 'describe' })}
          onEdit={({ id }) => setStep({ at: 'edit', serviceId: id })}
          onRemove={({ id }) => setStep({ at: 'remove', serviceId: id })}
        />
      )}
      {step.at === 'account' && card && (
        <AccountForm card={card} accounts={accounts} onBack={back} onAdded={onAdded} />
      )}
      {(step.at === 'describe' || (step.at === 'edit' && card)) && (
        <DescribeForm
          card={card}
          services={services}
          hasAccounts={users.length > 0}
          isLosing={slip === 'losing'}
          onType={() => setSlip('typed')}
          onBack={back}
          onDone={(serviceId) => {
            setSlip('nothing-typed');
            setStep(
              step.at === 'edit' ? { at: 'choose', from: serviceId } : { at: 'account', serviceId },
            );
          }}
        />
      )}
      {step.at === 'remove' && card && (
        <RemoveService
          card={card}
          accounts={users}
          onBack={back}
          onRemoved={() => setStep({ at: 'choose', from: 'describe' })}
        />
      )}
    </Dialog>
  );
}

/** Where it is offered: first to whoever has nothing yet, and no more to whoever is in it. */
function sandboxIn(accounts: State['accounts']): 'first' | 'last' | 'none' {
  if (accounts.some(({ isSandbox }) => isSandbox)) return 'none';
  return accounts.length === 0 ? 'first' : 'last';
}

/** Where the user was writing a description when the window was locked, if they were. */
function firstStep(): Step {
  const kept = keptDescription();
  if (kept === null) return { at: 'choose', from: null };
  return kept.serviceId === null ? { at: 'describe' } : { at: 'edit', serviceId: kept.serviceId };
}

function titleOf({ at }: Step, card: RuleCard | null): string {
  const name = card?.name ?? '';
  switch (at) {
    case 'choose':
      return 'Add account';
    case 'account':
      return card && hasNoPlace(card) ? 'Add account' : `Add ${name} account`;
    case 'describe':
      return 'Describe a service';
    case 'edit':
      return `Edit ${name}`;
    case 'remove':
      return `Remove ${name}?`;
    default:
      return at satisfies never;
  }
}
