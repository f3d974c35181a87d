import { useState } from 'react';
import type { KeyId } from '../../shared/key.ts';
import type { Span } from '../../shared/service.ts';
import { spansWords } from '../../shared/span.ts';
import { stagesOf } from '../../shared/stages.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { useMinute } from '../minute.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { complaintAboutStages } from './stage-draft.ts';
import { startOf, timesWords } from './stages-of-keys.ts';
import { StagesField } from './stages-field.tsx';
import styles from './stages.module.css';

interface StagesDialogProps {
  state: State;
  keyIds: readonly KeyId[];
}

const mostInOneCall = 20_000;

/** When to remind of some keys: as of all of their service, or otherwise. */
export function StagesDialog({ state, keyIds }: StagesDialogProps) {
  const now = useMinute();
  // What was true when it opened: what comes meanwhile does not change what is being said.
  const [{ rows, services, differing, ...start }] = useState(() => startOf(state, keyIds));
  const [isOwn, setOwn] = useState(start.isOwn);
  const [stages, setStages] = useState<readonly Span[]>(start.stages);
  const [isLeftOver, setLeftOver] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [only] = rows.length === 1 ? rows : [];
  const isWrong = isOwn && (isLeftOver || complaintAboutStages(stages) !== null);

  const save = async (): Promise<void> => {
    if (isWrong || isBusy) return;
    setBusy(true);
    const wish = {
      keyIds: rows.slice(0, mostInOneCall).map(({ id }) => id),
      stages: isOwn ? [...stages] : null,
    };
    const result = await call('setStages', wish);
    setBusy(false);
    if (!result.ok) return setFailure(failureWords(result.failure));
    dropWish();
    say(isOwn ? `You are reminded ${spansWords(stages)} before the end.` : followWords(rows), {
      tone: 'good',
    });
  };
  const title = only
    ? `Reminders of ${shownLabel(only.label)}`
    : `Reminders of ${rows.length} keys`;
  const holding =
    only &&
    (isOwn ? stages : stagesOf({ ...only, stages: null }, start.card, state.settings.reminders));
  return (
    <Dialog title={title} onClose={dropWish}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Choice
          legend="When"
          options={[
            {
              value: 'service',
              label: services.length === 1 ? `As ${services[0]?.name}` : 'As their services',
            },
            { value: 'own', label: only ? 'Otherwise for this key' : 'Otherwise for these keys' },
          ]}
          value={isOwn ? 'own' : 'service'}
          onChange={(value) => setOwn(value === 'own')}
        />
        {isOwn ? (
          <StagesField stages={stages} onChange={setStages} onLeftOver={setLeftOver} />
        ) : (
          <ul className={styles['services']}>
            {services.map(({ name, words }) => (
              <li key={name}>
                {services.length > 1 && `${name}: `}
                {words} before the end
              </li>
            ))}
          </ul>
        )}
        {only?.expiresAt && holding && (isOwn ? !isWrong : true) && (
          <output className={styles['quiet']}>{timesWords(only.expiresAt, holding, now)}</output>
        )}
        {differing > 0 && (
          <p className={styles['quiet']}>
            {differing === 1
              ? '1 of them has stages of its own. '
              : `${differing} of them have stages of their own. `}
            What you save holds for all {rows.length}.
          </p>
        )}
        {failure !== null && <Alert>{failure}</Alert>}
        <DialogFoot>
          <Button onPress={dropWish}>Cancel</Button>
          <Button kind="primary" isSubmit isBusy={isBusy || isWrong}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function followWords({ length }: readonly unknown[]): string {
  return length === 1
    ? 'You are reminded of this key as of all of its service.'
    : `You are reminded of these ${length} keys as of all of their services.`;
}
