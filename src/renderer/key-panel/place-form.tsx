import { useState } from 'react';
import type { KeyPlace, KeyRow } from '../../shared/key.ts';
import { recipesOf } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DropDown } from '../ui/drop-down.tsx';
import { Field } from '../ui/field.tsx';
import { recipeWords } from '../use-key/recipe-words.ts';
import styles from './key-places.module.css';

interface PlaceFormProps {
  row: KeyRow;
  card: RuleCard | null;
  /** Null for a new one. */
  place: KeyPlace | null;
  onClose: () => void;
}

const mostPlaces = 50;

/** Where a key is used, and the form in which it is wanted there. */
export function PlaceForm({ row, card, place, onClose }: PlaceFormProps) {
  const [text, setText] = useState(place?.text ?? '');
  const [recipe, setRecipe] = useState<Recipe>(place?.recipe ?? 'key');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const recipes = card === null ? (['key'] as const) : recipesOf(card);
  const isEmpty = text.trim() === '';
  const isFull = place === null && row.places.length >= mostPlaces;
  const save = async (): Promise<void> => {
    setTried(true);
    if (isEmpty || isFull) return;
    setBusy(true);
    const others = row.places.map((one) =>
      one.id === place?.id ? { id: one.id, text: text.trim(), recipe } : wishOf(one),
    );
    const places = place === null ? [...others, { id: null, text: text.trim(), recipe }] : others;
    const result = await call('changePlaces', { keyId: row.id, places });
    setBusy(false);
    if (result.ok) onClose();
    else setComplaint(failureWords(result.failure));
  };
  return (
    <form
      className={styles['form']}
      noValidate
      aria-label={place === null ? 'Add a place' : `Change ${place.text}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label="Used in"
        hint="A file, a host or a person. Never the key itself."
        hasFocus
        value={text}
        maxLength={300}
        complaint={complaintAbout(isTried, isEmpty, isFull)}
        onChange={setText}
      />
      <DropDown
        label="Wanted there as"
        groups={[
          {
            label: null,
            options: recipes.map((one) => ({ value: one, label: recipeWords[one] })),
          },
        ]}
        value={recipe}
        onChange={(value) => setRecipe(recipes.find((one) => one === value) ?? 'key')}
      />
      {complaint !== null && <Alert>{complaint}</Alert>}
      <div className={styles['buttons']}>
        <Button isSubmit isBusy={isBusy}>
          {place === null ? 'Add place' : 'Save place'}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function complaintAbout(isTried: boolean, isEmpty: boolean, isFull: boolean): string | null {
  if (!isTried) return null;
  if (isFull) return `${mostPlaces} places are the most.`;
  return isEmpty ? 'Say where the key is used.' : null;
}

/** A place as it is sent: main keeps its tick. */
export function wishOf({ id, text, recipe }: KeyPlace): Pick<KeyPlace, 'id' | 'text' | 'recipe'> {
  return { id, text, recipe };
}
