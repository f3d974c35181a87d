import type { Heard } from '../../shared/contract.ts';
import type { KeyPlace } from '../../shared/key.ts';
import { FailureError } from './failure-error.ts';
import type { KeyBook } from './key-book.ts';
import type { Clock, Random } from './ports.ts';

/** Where keys are used, as their owners say. */
export interface KeyPlaces {
  change(wish: Heard<'changePlaces'>): void;
  tick(wish: Heard<'tickPlace'>): void;
}

interface World {
  keyBook: KeyBook;
  clock: Clock;
  random: Random;
}

export function createKeyPlaces({ keyBook, clock, random }: World): KeyPlaces {
  return {
    change({ keyId, places: wanted }) {
      const key = keyBook.find(keyId);
      const named = wanted.flatMap(({ id }) => id ?? []);
      if (new Set(named).size < named.length) throw refused();
      const places = wanted.map(({ id, text, recipe }): KeyPlace => {
        const known = key.places.find((place) => place.id === id);
        if (id !== null && !known) throw refused();
        return { id: id ?? random.id(), text, recipe, setAt: known?.setAt ?? null };
      });
      if (JSON.stringify(places) === JSON.stringify(key.places)) return;
      const at = clock.now().toISOString();
      keyBook.save([
        { key: { ...key, places }, events: [{ at, kind: 'edited', detail: 'places' }] },
      ]);
    },
    tick({ keyId, placeId, isSet }) {
      const key = keyBook.find(keyId);
      const place = key.places.find(({ id }) => id === placeId);
      if (!place) throw refused();
      if ((place.setAt !== null) === isSet) return;
      const at = clock.now().toISOString();
      const places = key.places.map((one) =>
        one === place ? { ...place, setAt: isSet ? at : null } : one,
      );
      const events = isSet ? [{ at, kind: 'put-in-place' as const, detail: place.text }] : [];
      keyBook.save([{ key: { ...key, places }, events }]);
    },
  };
}

/** Its places as its successor takes them over: each has to get the new key first. */
export function carriedOver(places: readonly KeyPlace[]): KeyPlace[] {
  return places.map((place) => ({ ...place, setAt: null }));
}

function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
