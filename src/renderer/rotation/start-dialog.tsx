import { useEffect, useRef, useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { RotationReason } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { firstDraft, type GenerateDraft } from '../add-key/generate-draft.ts';
import { KeychainGate } from '../add-key/keychain-gate.tsx';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { LastFiveField } from '../letting-go/last-five-field.tsx';
import { openRotation } from '../place.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish, type Wish } from '../wish.ts';
import { GuidedPages } from './guided-pages.tsx';
import { OldFirstWords } from './old-first-words.tsx';
import styles from './dialogs.module.css';
import { SoakField } from './soak-field.tsx';
import { isOver, planWords, roomOf } from './start-words.ts';
import { isRight, SuccessorFields, wishOf } from './successor-fields.tsx';

interface StartDialogProps {
  state: State;
  wish: Extract<Wish, { kind: 'rotate' }>;
}

/** One key is to be rotated: what will happen, and what the new key is to be. */
export function StartDialog({ state, wish }: StartDialogProps) {
  const [keyId] = wish.keyIds;
  const row = state.keys.find(({ id }) => id === keyId);
  const account = state.accounts.find(({ id }) => id === row?.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId);
  const open = state.rotations.find(
    ({ old, successor, closedAt }) =>
      closedAt === null && (old.keyId === keyId || successor?.keyId === keyId),
  );
  // It may have gone meanwhile, by a sync or from another place.
  if (!row || !account || !card) return null;
  return (
    <Dialog
      title={wish.reason === 'leaked' ? 'This key leaked' : 'Rotate this key'}
      onClose={dropWish}
    >
      <p className={styles['who']}>
        <KeyName of={row} />
        <span className={styles['quiet']}>
          {card.name} · {account.name}
        </span>
      </p>
      {open ? (
        <>
          <p>
            It is in rotation already. What becomes of it is decided there
            {wish.reason === 'leaked' && open.old.keyId === keyId
              ? ': under “More”, say that the old key leaked, and it goes first'
              : ''}
            .
          </p>
          <DialogFoot>
            <Button onPress={dropWish}>Cancel</Button>
            <Button
              kind="primary"
              hasFocus
              onPress={() => {
                dropWish();
                openRotation(open.id);
              }}
            >
              Open its rotation
            </Button>
          </DialogFoot>
        </>
      ) : (
        <StartForm state={state} row={row} account={account} card={card} first={wish.reason} />
      )}
    </Dialog>
  );
}

interface StartFormProps {
  state: State;
  row: KeyRow;
  account: AccountState;
  card: RuleCard;
  first: RotationReason;
}

function StartForm({ state, row, account, card, first }: StartFormProps) {
  const [now] = useState(() => new Date());
  const rows = state.keys.filter(({ accountId }) => accountId === account.id);
  const [draft, setDraft] = useState<GenerateDraft>(() =>
    firstDraft(
      { row, card },
      account.email,
      rows.map(({ label }) => label),
      now,
    ),
  );
  const room = roomOf(row, card, state.keys);
  const isOldOver = isOver(row);
  const [reason, setReason] = useState<RotationReason>(
    first === 'planned' && room?.isFull === true && !isOldOver ? 'no-room' : first,
  );
  const [soakDays, setSoakDays] = useState<number | null>(7);
  const [typed, setTyped] = useState('');
  const [wantsButton, setWantsButton] = useState(false);
  const [isContactLeft, setContactLeft] = useState(false);
  const [tries, setTries] = useState(0);
  const [missCount, setMissCount] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const isOldFirst = reason !== 'planned' && !isOldOver;
  const soak = { days: soakDays ?? 0, expiresAt: row.expiresAt, now };
  // What ends a key is named above, and is not to be scrolled out of sight.
  const [takesFocus] = useState(!isOldFirst);
  const isTypedRight = !isOldFirst || typed === row.lastFive;
  const isReady =
    isRight(draft, card) && !isContactLeft && isTypedRight && (isOldFirst || soakDays !== null);
  const start = async (): Promise<void> => {
    setTries(tries + 1);
    // So that the next Enter beside it leads to the button again.
    setWantsButton(false);
    if (!isTypedRight) setMissCount(missCount + 1);
    if (!isReady) return;
    setBusy(true);
    setFailure(null);
    const result = await call('startRotations', {
      wishes: [
        {
          keyId: row.id,
          reason,
          wish: wishOf(draft, card),
          soakDays: soakDays ?? 0,
          // One that is over breaks nothing more, and nobody is asked to type its last five.
          lastFive: isOldFirst ? typed : row.lastFive,
        },
      ],
    });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    dropWish();
    const [id] = result.value.rotationIds;
    if (id !== undefined) openRotation(id);
  };
  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // What ends a key wants its own button, not an Enter in some field.
        if (!isOldFirst) void start();
      }}
    >
      <Choice
        legend="Why"
        options={reasonsFor(room !== null && !isOldOver)}
        value={reason}
        onChange={(value) => {
          if (value === 'planned' || value === 'leaked' || value === 'no-room') setReason(value);
        }}
      />
      {reason !== 'planned' && !isOldOver && (
        <OldFirstWords row={row} reason={reason} card={card} room={room} />
      )}
      {isOldFirst && (
        <LastFiveField
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setWantsButton(false);
          }}
          missCount={missCount}
          complaint={tries > 0 && !isTypedRight ? failureWords({ code: 'wrong-last-five' }) : null}
          onEnter={() => setWantsButton(isTypedRight)}
        />
      )}
      <ol className={styles['plan']} aria-label="What will happen">
        {planWords(reason, card, soak, isOldOver).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {reason === 'planned' && !isOldOver && (
        <SoakField
          days={soakDays}
          expiresAt={row.expiresAt}
          now={now}
          isTried={tries > 0}
          onChange={setSoakDays}
        />
      )}
      {card.management.how === 'guided' && <GuidedPages card={card} />}
      <SuccessorFields
        account={account}
        card={card}
        rows={rows}
        old={row}
        draft={draft}
        isTried={tries > 0}
        onDraft={setDraft}
        onLeftOver={setContactLeft}
        hasFocus={takesFocus}
      />
      {card.management.how === 'api' && account.signIn.status !== 'signed-in' && (
        <p className={styles['quiet']}>
          You are not signed in. It begins, and asks you to sign in before anything is done at the
          service.
        </p>
      )}
      <KeychainGate state={state} />
      {failure !== null && <Alert>{failureWords(failure)}</Alert>}
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
        {isOldFirst ? (
          <Button kind="danger" hasFocus={wantsButton} isBusy={isBusy} onPress={() => void start()}>
            {card.management.how === 'api'
              ? 'Retire it now and rotate'
              : 'Delete it first and rotate'}
          </Button>
        ) : (
          <Button kind="primary" isSubmit isBusy={isBusy}>
            Start rotation
          </Button>
        )}
      </DialogFoot>
    </form>
  );
}

function reasonsFor(hasMost: boolean): { value: RotationReason; label: string }[] {
  return [
    { value: 'planned', label: 'Planned' },
    { value: 'leaked', label: 'This key leaked' },
    ...(hasMost ? [{ value: 'no-room' as const, label: 'No room: delete first' }] : []),
  ];
}
