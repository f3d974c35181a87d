import type { Candidate } from '../../shared/intake.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import styles from './add-key.module.css';
import { tidiedWords } from './candidate-draft.ts';
import { LastFive } from './last-five.tsx';

interface FoundKeyProps {
  state: State;
  candidate: Candidate;
  /** What should be seen before it is kept. */
  remarks: readonly string[];
}

/** What was found, without showing it. */
export function FoundKey({ state, candidate, remarks }: FoundKeyProps) {
  const held = state.keys.find(({ id }) => id === candidate.heldAs);
  const tidied = tidiedWords(candidate);
  return (
    <div className={styles['found']}>
      <output>
        Found a key <LastFive text={candidate.lastFive} />
        {candidate.kind !== null && ` · ${candidate.kind}`}
      </output>
      {tidied !== null && <p className={styles['quiet']}>{tidied}</p>}
      {held !== undefined && (
        <p className={styles['due']}>You have this key already, as “{shownLabel(held.label)}”.</p>
      )}
      {remarks.map((remark) => (
        <p key={remark} className={styles['due']}>
          {remark}
        </p>
      ))}
    </div>
  );
}
