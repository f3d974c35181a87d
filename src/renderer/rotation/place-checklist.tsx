import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { KeyPlace, KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { PlaceForm } from '../key-panel/place-form.tsx';
import { momentOf } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { copyKey } from '../use-key/copy-key.ts';
import { copyWords, recipeWords } from '../use-key/recipe-words.ts';
import styles from './place-checklist.module.css';

interface PlaceChecklistProps {
  /** The new key, which has taken the places of the old one over. */
  row: KeyRow;
  card: RuleCard | null;
  now: Date;
}

/** Each place with the form that it wants, and a tick with its time. */
export function PlaceChecklist({ row, card, now }: PlaceChecklistProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  /** `over`: the form that had the focus is gone. */
  const [adding, setAdding] = useState<'no' | 'on' | 'over'>('no');
  const { places } = row;
  const tick = async (place: KeyPlace, isSet: boolean): Promise<void> => {
    const result = await call('tickPlace', { keyId: row.id, placeId: place.id, isSet });
    setFailure(result.ok ? null : result.failure);
  };
  const done = places.filter(({ setAt }) => setAt !== null).length;
  return (
    <div className={styles['checklist']}>
      <h4>
        {places.length === 0
          ? 'No place is noted yet'
          : `${done} of ${places.length} ${places.length === 1 ? 'place has' : 'places have'} it`}
      </h4>
      {places.length === 0 && (
        <p className={styles['quiet']}>
          Note where the key is used: a file, a host, a person. Next time the list is here already.
        </p>
      )}
      {places.length > 0 && (
        <ul>
          {places.map((place) => (
            <li key={place.id} data-set={place.setAt !== null}>
              <label>
                <input
                  type="checkbox"
                  checked={place.setAt !== null}
                  onChange={({ target }) => void tick(place, target.checked)}
                />
                <span>
                  {place.text}
                  {place.setAt !== null && <small>Has it since {momentOf(place.setAt, now)}</small>}
                </span>
              </label>
              <button
                type="button"
                aria-label={`${copyWords[place.recipe]}, for ${place.text}`}
                onClick={() => void copyKey(row.id, place.recipe)}
              >
                Copy <small>{recipeWords[place.recipe]}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {failure !== null && <Alert>{failureWords(failure)}</Alert>}
      {adding === 'on' ? (
        <PlaceForm row={row} card={card} place={null} onClose={() => setAdding('over')} />
      ) : (
        <div>
          <Button kind="quiet" hasFocus={adding === 'over'} onPress={() => setAdding('on')}>
            Add a place…
          </Button>
        </div>
      )}
    </div>
  );
}
