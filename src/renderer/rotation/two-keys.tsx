import { ArrowRight } from 'lucide-react';
import type { RotatedKey, Rotation } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { State } from '../../shared/state.ts';
import { dateOf, momentOf } from '../times.ts';
import styles from './two-keys.module.css';
import { hasTwoLiveKeys, isNewAlive } from './rotation-words.ts';

interface TwoKeysProps {
  rotation: Rotation;
  state: State;
  now: Date;
}

/** The old key and the new one beside each other, and which of them is to be used. */
export function TwoKeys({ rotation, state, now }: TwoKeysProps) {
  const { old, successor, oldEndedAt, wish, step, closedAt } = rotation;
  const isNewInUse = isPromoted(rotation);
  const isOldInUse = !isNewInUse && oldEndedAt === null && rotation.reason !== 'leaked';
  const unheld = 'found' in step ? step.found : null;
  const isNewGone = step.at === 'abandoned' && successor !== null && !isNewAlive(rotation);
  const expiresAt = successor === null ? null : endOf(successor, state);
  return (
    <section className={styles['two']} aria-label="The two keys">
      <div className={styles['pair']}>
        <div className={styles['one']} data-in-use={isOldInUse}>
          <small>Old key</small>
          <Label text={old.label} />
          <Five text={old.lastFive} isStruck={oldEndedAt !== null} />
          <span className={styles['stands']}>
            {oldEndedAt !== null
              ? `Ended: ${momentOf(oldEndedAt, now)}`
              : rotation.reason === 'leaked'
                ? 'Leaked, and may still work'
                : isNewInUse
                  ? step.at === 'retire-failed'
                    ? 'May still work'
                    : 'Still works'
                  : 'In use'}
            {oldEndedAt === null && <span>{endWords(endOf(old, state))}</span>}
          </span>
        </div>
        <ArrowRight aria-label="is replaced by" size={18} className={styles['arrow']} />
        <div
          className={styles['one']}
          data-in-use={isNewInUse}
          data-empty={successor === null && unheld === null}
        >
          <small>New key</small>
          <Label text={successor?.label ?? wish.label} />
          {successor === null && unheld === null ? (
            <span className={styles['five']}>•••••</span>
          ) : (
            <Five text={successor?.lastFive ?? unheld?.lastFive ?? ''} isStruck={isNewGone} />
          )}
          <span className={styles['stands']}>
            {newWords(rotation, isNewInUse, isNewGone)}
            {successor !== null && !isNewGone && <span>{endWords(expiresAt)}</span>}
          </span>
        </div>
      </div>
      {hasTwoLiveKeys(rotation) && (
        <p className={styles['live']}>
          <span aria-hidden className={styles['dots']}>
            <i />
            <i />
          </span>
          Two live keys
        </p>
      )}
      {closedAt !== null && step.at === 'retired' && (
        <p className={styles['live']} data-one>
          One live key
        </p>
      )}
    </section>
  );
}

/** Two labels that follow each other differ at their ends. */
function Label({ text }: { text: string }) {
  const shown = shownLabel(text);
  const letters = Array.from(segmenter.segment(shown), ({ segment }) => segment);
  const isLong = letters.length > mostLetters;
  const short = `${letters.slice(0, 36).join('')}…${letters.slice(-18).join('')}`;
  return (
    <strong dir="auto" title={isLong ? shown : undefined}>
      {isLong ? short : shown}
    </strong>
  );
}

const mostLetters = 60;
const segmenter = new Intl.Segmenter();

function Five({ text, isStruck }: { text: string; isStruck: boolean }) {
  return (
    <span className={styles['five']}>
      <span aria-hidden>•••••</span>
      {isStruck ? <s>{text}</s> : text}
    </span>
  );
}

function newWords(rotation: Rotation, isInUse: boolean, isGone: boolean): string {
  const { step, successor } = rotation;
  if (isGone) return 'Deleted at the service';
  if (step.at === 'created-unreceived') return 'At the service; nobody has it';
  if (step.at === 'save-failed') return 'In memory only';
  if (step.at === 'verify-failed') return 'Held, and refused';
  if (step.at === 'abandoning') return 'Being deleted';
  if (successor === null && step.at === 'abandoned') {
    return isNewAlive(rotation) ? 'At the service; nobody has it' : 'Was not made';
  }
  if (successor === null) return 'Not there yet';
  return isInUse ? 'In use' : 'Held, not in use';
}

function endWords(expiresAt: string | null): string {
  return expiresAt === null ? 'No expiry' : `Ends ${dateOf(expiresAt)}`;
}

/** The list may know better by now. */
function endOf({ keyId, expiresAt }: RotatedKey, { keys }: State): string | null {
  return keys.find(({ id }) => id === keyId)?.expiresAt ?? expiresAt;
}
