import { useMemo, useState } from 'react';
import type { Holiday } from '../../shared/holiday.ts';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { entriesOf, type Entry } from '../inventory/entry.ts';
import { useMinute } from '../minute.ts';
import { say } from '../notice.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { countOf } from './due-words.ts';
import styles from './plan-dialog.module.css';
import { changesOf, complaintAboutDate, datesFor, planableOf, weeksOf } from './plan-draft.ts';
import { PlanRow } from './plan-row.tsx';
import { PlanWeeks } from './plan-weeks.tsx';

interface PlanDialogProps {
  state: State;
  /** Null for all that may be planned for. */
  keyIds: readonly KeyId[] | null;
}

/** More rows are not edited by hand: they keep what was proposed. */
const mostRows = 200;
const mostInOneCall = 20_000;

/** A day for each key ahead of its end: proposed, changed where the user knows better, and kept. */
export function PlanDialog({ state, keyIds }: PlanDialogProps) {
  const now = useMinute();
  const [opened] = useState(now);
  const [isAll, setAll] = useState(keyIds === null);
  const { keys, accounts, services, rotations, settings } = state;
  const { holidays } = settings;
  const entries = useMemo(
    () => entriesOf(keys, accounts, services, rotations, settings),
    [keys, accounts, services, rotations, settings],
  );
  const wanted = useMemo(
    () => planableOf(entries, isAll ? null : keyIds),
    [entries, isAll, keyIds],
  );
  const allCount = useMemo(() => planableOf(entries, null).length, [entries]);
  const [isAnew, setAnew] = useState(false);
  const proposed = useMemo(
    () => datesFor(wanted, { now: opened, holidays }, isAnew),
    [wanted, opened, holidays, isAnew],
  );
  const [chosen, setChosen] = useState<ReadonlyMap<KeyId, string>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const dates = useMemo(() => new Map([...proposed, ...chosen]), [proposed, chosen]);
  const shown = useMemo(
    () => wanted.filter(({ row }) => row.expiresAt !== null || dates.get(row.id) !== ''),
    [wanted, dates],
  );
  const weeks = useMemo(
    () =>
      weeksOf(
        wanted.map(({ row }) => dates.get(row.id) ?? ''),
        opened,
      ),
    [wanted, dates, opened],
  );
  const isWrong = wanted.some(
    (entry) => complaintAboutDate({ entry, date: dates.get(entry.row.id) ?? '' }, now) !== null,
  );
  const changes = changesOf(wanted, dates);
  const [change] = useState(
    () =>
      (id: KeyId, date: string): void =>
        setChosen((before) => new Map([...before, [id, date]])),
  );
  const accept = async (): Promise<void> => {
    setFailure(null);
    if (isWrong) return setFailure('Some days cannot be kept. Change them, or clear them.');
    if (changes.length === 0) return dropWish();
    setBusy(true);
    const result = await call('planKeys', { plans: changes.slice(0, mostInOneCall) });
    setBusy(false);
    if (!result.ok) return setFailure(failureWords(result.failure));
    dropWish();
    sayPlanned(changes, wanted);
  };
  const isDone = changes.length === 0 && !isWrong;
  return (
    <Dialog title="Plan rotations" isWide onClose={dropWish}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void accept();
        }}
      >
        <p className={styles['quiet']}>
          A day for each key, ahead of its end and with time for both to live. Weekends
          {holidays.length > 0 && ' and public holidays'} are left out, and keys that end together
          are spread. You are reminded when a day is near; nothing is rotated by itself.
        </p>
        {keyIds !== null && keyIds.length < allCount && (
          <Choice
            legend="Plan for"
            options={[
              {
                value: 'some',
                label: keyIds.length === 1 ? 'This key' : `These ${countOf(keyIds.length)}`,
              },
              { value: 'all', label: `All ${countOf(allCount)}` },
            ]}
            value={isAll ? 'all' : 'some'}
            onChange={(value) => setAll(value === 'all')}
          />
        )}
        {shown.length === 0 ? (
          <p>There is nothing to plan for: none of these keys ends, or all are being rotated.</p>
        ) : (
          <>
            <PlanWeeks weeks={weeks} now={opened} />
            <Rows
              entries={shown}
              dates={dates}
              now={opened}
              holidays={holidays}
              onChange={change}
            />
          </>
        )}
        {failure !== null && <Alert>{failure}</Alert>}
        <DialogFoot>
          {shown.length > 0 && (
            <span className={styles['anew']}>
              <Button
                kind="quiet"
                onPress={() => {
                  setAnew(true);
                  setChosen(new Map());
                }}
              >
                Propose all anew
              </Button>
            </span>
          )}
          <Button onPress={dropWish}>{isDone ? 'Close' : 'Cancel'}</Button>
          {!isDone && (
            <Button kind="primary" isSubmit isBusy={isBusy}>
              Accept for {countOf(changes.length)}
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  );
}

interface RowsProps {
  entries: readonly Entry[];
  dates: ReadonlyMap<KeyId, string>;
  now: Date;
  holidays: readonly Holiday[];
  onChange: (id: KeyId, date: string) => void;
}

function Rows({ entries, dates, now, holidays, onChange }: RowsProps) {
  const left = entries.length - mostRows;
  return (
    <div>
      <ul className={styles['rows']} aria-label="Days">
        {entries.slice(0, mostRows).map((entry) => (
          <PlanRow
            key={entry.row.id}
            entry={entry}
            date={dates.get(entry.row.id) ?? ''}
            now={now}
            holidays={holidays}
            onChange={onChange}
          />
        ))}
      </ul>
      {left > 0 && (
        <p className={styles['quiet']}>
          And {left.toLocaleString()} more, which end later. They are planned too; select some in
          the list to change their days.
        </p>
      )}
    </div>
  );
}

function sayPlanned(
  changes: readonly { keyId: KeyId; rotateBy: string | null }[],
  entries: readonly Entry[],
): void {
  const before = new Map(entries.map(({ row }) => [row.id, row.rotateBy]));
  const undo = changes.map(({ keyId }) => ({ keyId, rotateBy: before.get(keyId) ?? null }));
  say(`The plan for ${countOf(changes.length)} is kept.`, {
    tone: 'good',
    action: {
      label: 'Undo',
      do: () => void call('planKeys', { plans: undo.slice(0, mostInOneCall) }),
    },
  });
}
