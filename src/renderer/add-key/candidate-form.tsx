import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Intake, Pick } from '../../shared/intake.ts';
import type { State } from '../../shared/state.ts';
import { readMirror } from '../state.ts';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { AccountField } from './account-field.tsx';
import styles from './candidate-form.module.css';
import { draftOf, isComplete, pickOf, placedAt, type CandidateDraft } from './candidate-draft.ts';
import { CandidateRow } from './candidate-row.tsx';
import { KeychainGate } from './keychain-gate.tsx';

interface CandidateFormProps {
  state: State;
  intake: Intake;
  /** Where a key goes whose form tells nothing. */
  accountId: AccountId | null;
  onKeep: (picks: Pick[]) => void;
  onBack: () => void;
}

/** All that was found, to be picked from. There may be a thousand, so only what is in sight is drawn. */
export function CandidateForm({ state, intake, accountId, onKeep, onBack }: CandidateFormProps) {
  const [now] = useState(() => new Date());
  const { candidates } = intake;
  const [drafts, setDrafts] = useState(() =>
    candidates.map((candidate) => draftOf(candidate, state, now, accountId)),
  );
  const [isTried, setTried] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- No compiler memoises what it gives.
  const rows = useVirtualizer({
    count: candidates.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 120,
    overscan: 4,
  });
  const change = useCallback((draft: CandidateDraft) => {
    setDrafts((all) => all.map((one) => (one.number === draft.number ? draft : one)));
  }, []);

  const picked = drafts.filter(({ isPicked }) => isPicked);
  const free = candidates.filter(({ heldAs }) => heldAs === null);
  const homeless = drafts.filter((draft) => draft.isPicked && draft.accountId === null);
  const pickAll = (isPicked: boolean): void => {
    const all = new Set(free.map(({ number }) => number));
    setDrafts(drafts.map((one) => (all.has(one.number) ? { ...one, isPicked } : one)));
  };
  const placeAll = (id: AccountId): void => {
    // An account that was added just now is in State already, and not yet in what was drawn.
    const known = readMirror() ?? state;
    const byNumber = new Map(candidates.map((one) => [one.number, one]));
    setDrafts(
      drafts.map((draft) => {
        const candidate = byNumber.get(draft.number);
        return candidate && homeless.includes(draft)
          ? { ...draft, ...placedAt(id, candidate, known, now) }
          : draft;
      }),
    );
  };
  const keep = (): void => {
    setTried(true);
    const wrong = drafts.findIndex((draft) => !isComplete(draft, state));
    if (wrong >= 0) rows.scrollToIndex(wrong, { align: 'center' });
    else if (picked.length > 0) {
      onKeep(picked.map((draft) => pickOf(draft, state, now)).filter((one) => one !== null));
    }
  };
  const incomplete = isTried ? drafts.filter((draft) => !isComplete(draft, state)).length : 0;
  return (
    <>
      <div className={styles['head']}>
        <PickAll pickedCount={picked.length} freeCount={free.length} onChange={pickAll} />
        <p>{foundWords(intake)}</p>
      </div>
      {homeless.length > 1 && (
        <AccountField
          state={state}
          label={`Account for the ${homeless.length} without one`}
          accountId={null}
          onChange={placeAll}
        />
      )}
      <div ref={frame} className={styles['frame']} tabIndex={-1}>
        <ul style={{ height: rows.getTotalSize() }} aria-label="Keys that were found">
          {rows.getVirtualItems().map(({ index, start }) => {
            const candidate = candidates[index];
            const draft = drafts[index];
            if (!candidate || !draft) return null;
            return (
              <li
                key={candidate.number}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={candidates.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <CandidateRow
                  state={state}
                  candidate={candidate}
                  draft={draft}
                  isTried={isTried}
                  now={now}
                  onChange={change}
                />
              </li>
            );
          })}
        </ul>
      </div>
      <KeychainGate state={state} />
      <output className={styles['status']}>
        {isTried && picked.length === 0 && 'Pick at least one key.'}
        {incomplete > 0 &&
          `${incomplete === 1 ? '1 key wants' : `${incomplete} keys want`} something more before ${incomplete === 1 ? 'it' : 'they'} can be kept.`}
      </output>
      <DialogFoot>
        <Button onPress={onBack}>Back</Button>
        <Button kind="primary" onPress={keep}>
          {picked.length === 1 ? 'Keep 1 key' : `Keep ${picked.length} keys`}
        </Button>
      </DialogFoot>
    </>
  );
}

interface PickAllProps {
  pickedCount: number;
  freeCount: number;
  onChange: (isPicked: boolean) => void;
}

function PickAll({ pickedCount, freeCount, onChange }: PickAllProps) {
  const box = useRef<HTMLInputElement>(null);
  const isPartly = pickedCount > 0 && pickedCount < freeCount;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  useEffect(() => box.current?.focus(), []);
  return (
    <label className={styles['all']}>
      <input
        ref={box}
        type="checkbox"
        checked={freeCount > 0 && pickedCount >= freeCount}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>All that are new</span>
    </label>
  );
}

function foundWords({ candidates, fileName }: Intake): string {
  const where = fileName === null ? 'in the clipboard' : `in ${fileName}`;
  return candidates.length === 1
    ? `1 key found ${where}`
    : `${candidates.length} keys found ${where}`;
}
