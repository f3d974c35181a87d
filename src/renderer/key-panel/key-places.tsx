import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { KeyPlace } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import type { Entry } from '../inventory/entry.ts';
import { say } from '../notice.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { copyKey } from '../use-key/copy-key.ts';
import { copyWords, recipeWords } from '../use-key/recipe-words.ts';
import panel from './key-panel.module.css';
import styles from './key-places.module.css';
import { PlaceForm, wishOf } from './place-form.tsx';

/** Where the key is used, so that a new one finds its way there. */
export function KeyPlaces({ entry: { row, card }, now }: { entry: Entry; now: Date }) {
  const [editing, setEditing] = useState<{ id: KeyPlace['id'] | null } | null>(null);
  /** The form that had the focus is gone. */
  const [isOver, setOver] = useState(false);
  const { places } = row;
  const edit = (which: { id: KeyPlace['id'] | null }): void => {
    setOver(false);
    setEditing(which);
  };
  const close = (): void => {
    setOver(true);
    setEditing(null);
  };
  const remove = async (place: KeyPlace): Promise<void> => {
    const left = places.filter(({ id }) => id !== place.id).map(wishOf);
    const result = await call('changePlaces', { keyId: row.id, places: left });
    if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
  };
  return (
    <section className={panel['section']}>
      <h3>{titleOf(places.length)}</h3>
      {places.length === 0 && editing === null && (
        <p className={panel['quiet']}>
          Note each file, host or person that has this key. When it is rotated, they become the list
          of places that need the new one.
        </p>
      )}
      {places.length > 0 && (
        <ul className={styles['places']}>
          {places.map((place) =>
            editing?.id === place.id ? (
              <li key={place.id}>
                <PlaceForm row={row} card={card} place={place} onClose={close} />
              </li>
            ) : (
              <li key={place.id}>
                <span>
                  {place.text}
                  <small>
                    {recipeWords[place.recipe]}
                    {place.setAt !== null && ` · since ${momentOf(place.setAt, now)}`}
                  </small>
                </span>
                <Menu
                  label={`Actions for ${place.text}`}
                  trigger={
                    <IconButton label={`Actions for ${place.text}`}>
                      <Ellipsis aria-hidden size={16} />
                    </IconButton>
                  }
                  groups={[
                    row.isHeld
                      ? [
                          {
                            label: copyWords[place.recipe],
                            onChoose: () => void copyKey(row.id, place.recipe),
                          },
                        ]
                      : [],
                    [
                      { label: 'Change…', onChoose: () => edit({ id: place.id }) },
                      { label: 'Remove', onChoose: () => void remove(place) },
                    ],
                  ]}
                />
              </li>
            ),
          )}
        </ul>
      )}
      {editing !== null && editing.id === null ? (
        <PlaceForm row={row} card={card} place={null} onClose={close} />
      ) : (
        <div>
          <Button hasFocus={isOver} onPress={() => edit({ id: null })}>
            Add a place…
          </Button>
        </div>
      )}
    </section>
  );
}

function titleOf(count: number): string {
  if (count === 0) return 'Used in';
  return count === 1 ? 'Used in 1 place' : `Used in ${count} places`;
}
