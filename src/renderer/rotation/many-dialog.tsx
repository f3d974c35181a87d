import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { KeyId } from '../../shared/key.ts';
import type { RotationReason } from '../../shared/rotation.ts';
import type { ServiceId } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { KeychainGate } from '../add-key/keychain-gate.tsx';
import { LifeField } from '../add-key/life-field.tsx';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { showPlace } from '../place.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { dropWish } from '../wish.ts';
import { countOf } from './due-words.ts';
import styles from './many-dialog.module.css';
import { choicesOf, complaintAbout, manyPlanOf, requestOf } from './many-plan.ts';
import { ManyList } from './many-list.tsx';
import { ByHandPart, LeftOutPart, SignInPart } from './many-parts.tsx';

interface ManyDialogProps {
  state: State;
  keyIds: readonly KeyId[];
  reason: RotationReason;
}

/** One plan for several keys: each is a rotation of its own, and one that fails stops no other. */
export function ManyDialog({ state, keyIds, reason }: ManyDialogProps) {
  // Once: what the user has put in order is not put in another by news of a sync.
  const [plan] = useState(() => manyPlanOf(keyIds, state, new Date()));
  const [keys, setKeys] = useState(plan.keys);
  const [lives, setLives] = useState<ReadonlyMap<ServiceId, string>>(new Map());
  const [soak, setSoak] = useState('7');
  const [isAware, setAware] = useState(reason === 'planned');
  const [tries, setTries] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const isShut = state.keychain.status === 'locked' || state.keychain.status === 'missing';
  const fresh = keys.map((key) => ({
    ...key,
    account: state.accounts.find(({ id }) => id === key.account.id) ?? key.account,
  }));
  const choices = choicesOf(fresh);
  const soakDays = daysIn(soak);
  const isReady =
    keys.length > 0 &&
    soakDays !== null &&
    isAware &&
    choices.every(({ card }) => lives.has(card.id)) &&
    keys.every((key) => complaintAbout(key) === null);

  const start = async (): Promise<void> => {
    setTries(tries + 1);
    if (!isReady || soakDays === null || isShut) return;
    setBusy(true);
    setFailure(null);
    const result = await call('startRotations', requestOf(keys, { reason, soakDays, lives }));
    setBusy(false);
    if (!result.ok) return setFailure(result.failure);
    dropWish();
    showPlace({ kind: 'rotations' });
  };
  return (
    <Dialog title={titles[reason](keys.length)} isWide onClose={dropWish}>
      <form
        ref={form}
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void start();
        }}
      >
        {keys.length === 0 ? (
          <p>None of these keys can be rotated from here.</p>
        ) : (
          <p className={styles['quiet']}>{orders[reason]}</p>
        )}
        <KeychainGate state={state} />
        <SignInPart keys={fresh} />
        <LeftOutPart leftOut={plan.leftOut} />
        <ByHandPart keys={keys} />
        {keys.length > 0 && <ManyList keys={keys} isTried={tries > 0} onChange={setKeys} />}
        {keys.length > 0 && (
          <div className={styles['terms']}>
            {choices.map(({ card, account }) => (
              <fieldset key={card.id} className={styles['life']}>
                <legend>New keys of {card.name}</legend>
                <LifeField
                  account={account}
                  value={lives.get(card.id) ?? null}
                  complaint={
                    tries > 0 && !lives.has(card.id) ? 'Choose how long they are to live.' : null
                  }
                  onChange={(id) => setLives(new Map([...lives, [card.id, id]]))}
                />
              </fieldset>
            ))}
            {reason === 'planned' && (
              <Field
                label="Keep the old keys for, in days"
                value={soak}
                maxLength={3}
                hint="Counted from when your tools have the new one, and never past the old key’s end. You retire each old key yourself."
                complaint={tries > 0 && soakDays === null ? 'A whole number from 0 to 90.' : null}
                onChange={setSoak}
              />
            )}
          </div>
        )}
        {reason !== 'planned' && keys.length > 0 && (
          <Check
            label={`I know that whatever uses ${keys.length === 1 ? 'this key' : 'these keys'} stops working at once`}
            hint="It works again when it has its new key."
            isChecked={isAware}
            onChange={setAware}
          />
        )}
        {tries > 0 && !isAware && (
          <Alert>Say that you know what stops working. Nothing was started.</Alert>
        )}
        {failure !== null && <Alert>{failureWords(failure)}</Alert>}
        <DialogFoot>
          <Button onPress={dropWish}>{keys.length === 0 ? 'Close' : 'Cancel'}</Button>
          {keys.length > 0 && (
            <Button kind={reason === 'planned' ? 'primary' : 'danger'} isSubmit isBusy={isBusy}>
              {reason === 'planned'
                ? `Start ${keys.length === 1 ? '1 rotation' : `${keys.length} rotations`}`
                : `Retire and replace ${countOf(keys.length)}`}
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const titles: Record<RotationReason, (count: number) => string> = {
  planned: (count) => `Rotate ${countOf(count)}`,
  leaked: (count) => `Replace ${countOf(count)} that leaked`,
  'no-room': (count) => `Replace ${countOf(count)}, the old first`,
};

const orders: Record<RotationReason, string> = {
  planned:
    'They are begun in this order, at each account one after the other. If one cannot go on, the others do. No old key is retired before you say so.',
  leaked:
    'Each old key is retired first, then its new one is made. They are begun in this order, at each account one after the other.',
  'no-room':
    'Where there is no room for one more key, the old one is retired first, then the new one is made. They are begun in this order.',
};

function daysIn(text: string): number | null {
  const days = /^\d{1,2}$/.test(text.trim()) ? Number(text) : NaN;
  return days >= 0 && days <= 90 ? days : null;
}
