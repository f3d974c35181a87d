import { memo } from 'react';
import type { Candidate } from '../../shared/intake.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { readMirror } from '../state.ts';
import { Field } from '../ui/field.tsx';
import { AccountField } from './account-field.tsx';
import styles from './candidate-form.module.css';
import {
  cardOf,
  complaintsAboutCandidate,
  placedAt,
  remarksOn,
  rowsThatMayBe,
  tidiedWords,
  type CandidateDraft,
} from './candidate-draft.ts';
import { ExpiryField } from './expiry-field.tsx';
import { LastFive } from './last-five.tsx';

interface CandidateRowProps {
  state: State;
  candidate: Candidate;
  draft: CandidateDraft;
  isTried: boolean;
  now: Date;
  onChange: (draft: CandidateDraft) => void;
}

export const CandidateRow = memo(function CandidateRow(props: CandidateRowProps) {
  const { state, candidate, draft, isTried, now, onChange } = props;
  const account = state.accounts.find(({ id }) => id === draft.accountId) ?? null;
  const card = account === null ? null : cardOf(account.id, state);
  const held = state.keys.find(({ id }) => id === candidate.heldAs);
  const listed = rowsThatMayBe(candidate, state.keys).find(({ id }) => id === draft.listedAs);
  const complaints = isTried
    ? complaintsAboutCandidate(draft, state)
    : { account: null, label: null, expiry: null };
  const name = candidate.name ?? 'Key';
  const of = `${name} ending in ${candidate.lastFive}`;
  const tidied = tidiedWords(candidate);
  return (
    <fieldset className={styles['row']} aria-label={of}>
      <label className={styles['pick']}>
        <input
          type="checkbox"
          checked={draft.isPicked}
          onChange={(event) => onChange({ ...draft, isPicked: event.target.checked })}
        />
        <strong>{name}</strong> <LastFive text={candidate.lastFive} />
        {candidate.kind !== null && <small>{candidate.kind}</small>}
      </label>
      {held !== undefined && (
        <p className={styles['remark']}>Held already, as “{shownLabel(held.label)}”.</p>
      )}
      {listed !== undefined && (
        <p className={styles['remark']}>
          This is “{shownLabel(listed.label)}”, which the service lists and which is not held here
          yet.
        </p>
      )}
      {draft.isPicked && (
        <>
          {remarksOn(candidate, account, card, state).map((remark) => (
            <p key={remark} className={styles['warning']}>
              {remark}
            </p>
          ))}
          {tidied !== null && <p className={styles['remark']}>{tidied}</p>}
          <div className={styles['fields']}>
            <AccountField
              state={state}
              label="Account"
              likely={candidate.fits}
              accountId={draft.accountId}
              complaint={complaints.account}
              onChange={(id) =>
                onChange({ ...draft, ...placedAt(id, candidate, readMirror() ?? state, now) })
              }
            />
            {listed === undefined && (
              <>
                <Field
                  label="Label"
                  value={draft.label}
                  maxLength={255}
                  complaint={complaints.label}
                  onChange={(label) => onChange({ ...draft, label })}
                />
                {card !== null && (
                  <ExpiryField
                    isOneOfMany
                    validity={card.validity}
                    choice={draft.expiry}
                    complaint={complaints.expiry}
                    onChange={(expiry) => onChange({ ...draft, expiry })}
                  />
                )}
              </>
            )}
          </div>
        </>
      )}
    </fieldset>
  );
});
