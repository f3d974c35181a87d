import { useEffect, useEffectEvent } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Intake, NotKept, Pick } from '../../shared/intake.ts';
import type { State } from '../../shared/state.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './add-key.module.css';
import { BroughtKeys, type NamedTrouble } from './brought-keys.tsx';
import { CandidateForm } from './candidate-form.tsx';
import { KeychainGate } from './keychain-gate.tsx';
import { PasteTarget } from './paste-target.tsx';
import { useIntake } from './use-intake.ts';
import { useKeeping } from './use-keeping.ts';
import { Working } from './working.tsx';

interface BringKeysProps {
  state: State;
  accountId: AccountId | null;
  /** A file that was dropped. */
  path: string | null;
  found: Intake | null;
  onBack: () => void;
}

/** Keys that the user has already, one or many, out of the clipboard or a file. */
export function BringKeys({ state, accountId, path, found: given, onBack }: BringKeysProps) {
  const found = useIntake(given);
  const { keeping, keep } = useKeeping(found);
  const isFromFile = found.intake?.source === 'file';
  const readFile = useEffectEvent(found.readFile);
  useEffect(() => {
    if (path !== null) readFile(path);
  }, [path]);

  if (keeping.status === 'running') {
    const total = keeping.picks.length;
    return (
      <Working
        title={`Putting ${total === 1 ? '1 key' : `${total} keys`} into your keychain`}
        done={{ count: keptOf(keeping.picks, found.intake, state), total }}
      />
    );
  }
  if (keeping.status === 'kept') {
    return (
      <BroughtKeys
        keptCount={keeping.keyIds.length}
        trouble={null}
        isFromFile={isFromFile}
        isClipboardCleared={keeping.isClipboardCleared}
        onAgain={null}
      />
    );
  }
  if (keeping.status === 'failed') {
    const { picks, failure, notKept } = keeping;
    const keptCount = notKept ? picks.length - notKept.length : keptOf(picks, found.intake, state);
    return (
      <BroughtKeys
        keptCount={keptCount}
        trouble={{
          count: picks.length - keptCount,
          failure,
          named: namesOf(notKept ?? [], picks, found.intake),
        }}
        isClipboardCleared={false}
        isFromFile={isFromFile}
        onAgain={() => void keep(picks)}
      />
    );
  }
  if (found.intake !== null) {
    return (
      <CandidateForm
        key={found.intake.intakeId}
        state={state}
        intake={found.intake}
        accountId={accountId}
        onKeep={(picks) => void keep(picks)}
        onBack={found.drop}
      />
    );
  }
  if (found.isReading && path !== null) return <Working title="Looking for keys in the file" />;
  return (
    <>
      <PasteTarget
        label="Paste one key or many"
        isReading={found.isReading}
        onPaste={found.paste}
      />
      <div className={styles['buttons']}>
        <Button onPress={found.chooseFile}>Choose a file…</Button>
        <p className={styles['beside']}>or drop one, such as .env, anywhere on the window.</p>
      </div>
      {found.failure !== null && <Alert>{failureWords(found.failure)}</Alert>}
      <KeychainGate state={state} />
      <DialogFoot>
        <Button onPress={onBack}>Other ways</Button>
        <Button onPress={dropWish}>Cancel</Button>
      </DialogFoot>
    </>
  );
}

/** Those that failed, as they were to be called. */
function namesOf(
  notKept: readonly NotKept[],
  picks: readonly Pick[],
  intake: Intake | null,
): NamedTrouble[] {
  const labels = new Map(picks.map(({ number, label }) => [number, label]));
  const ends = new Map(intake?.candidates.map(({ number, lastFive }) => [number, lastFive]));
  return notKept.map(({ number, failure }) => ({
    number,
    label: labels.get(number) ?? '',
    lastFive: ends.get(number) ?? '',
    failure,
  }));
}

/** How many of them State shows as held by now. */
function keptOf(picks: readonly Pick[], intake: Intake | null, { keys }: State): number {
  const held = new Set(
    keys
      .filter(({ isHeld }) => isHeld)
      .map(({ accountId, lastFive }) => `${accountId} ${lastFive}`),
  );
  const endOf = new Map(intake?.candidates.map(({ number, lastFive }) => [number, lastFive]));
  return picks.filter(({ number, accountId }) => held.has(`${accountId} ${endOf.get(number)}`))
    .length;
}
