import type { ReactNode } from 'react';
import type { Entry } from '../inventory/entry.ts';
import { keyStateWords, stateOf, type KeyState } from '../inventory/key-state.ts';
import { StateShape } from '../inventory/state-shape.tsx';
import { Button } from '../ui/button.tsx';
import { canBePasted, canBeRetired, pasteKey, retireWord } from '../use-key/key-actions.ts';
import { wishFor } from '../wish.ts';
import styles from './key-panel.module.css';

/** How the key stands, what that means, and the one thing to do about it. */
export function KeyAdvice({ entry, now }: { entry: Entry; now: Date }) {
  const { row } = entry;
  const state = stateOf(entry, now.getTime());
  // Its rotation is told of above, with where it stands.
  if (state === 'rotating' && !row.hasTwin) return null;
  return (
    <div className={`${styles['advice']} ${styles[toneOf(state)] ?? ''}`}>
      <StateShape state={state} size={16} />
      <div>
        {state !== 'rotating' && (
          <p>
            <strong>{keyStateWords[state]}.</strong> {meaningOf(state, entry)}
          </p>
        )}
        {row.hasTwin && (
          <p>
            Another live key of this account has the same label: tell them apart by the last five.
          </p>
        )}
        <Remedy entry={entry} state={state} />
      </div>
    </div>
  );
}

function Remedy({ entry, state }: { entry: Entry; state: KeyState }): ReactNode {
  const { row } = entry;
  if (canBePasted(row)) {
    return (
      <div>
        <Button onPress={() => pasteKey(row)}>Paste it…</Button>
        {canBeRetired(row) && (
          <Button kind="quiet" onPress={() => wishFor({ kind: 'retire', keyId: row.id })}>
            {retireWord(entry)}
          </Button>
        )}
      </div>
    );
  }
  const isOver = state === 'expired' || state === 'legacy';
  if (isOver && canBeRetired(row)) {
    return (
      <div>
        <Button onPress={() => wishFor({ kind: 'retire', keyId: row.id })}>
          {retireWord(entry)}
        </Button>
      </div>
    );
  }
  if (state === 'item-missing' || state === 'item-changed') {
    return (
      <div>
        <Button onPress={() => wishFor({ kind: 'bring', path: null, listedAs: row.id })}>
          Paste it again…
        </Button>
      </div>
    );
  }
  if (state === 'gone') {
    return (
      <div>
        <Button onPress={() => wishFor({ kind: 'forget', keyIds: [row.id] })}>Forget here…</Button>
      </div>
    );
  }
  return null;
}

function toneOf(state: KeyState): string {
  if (state === 'due') return 'due';
  if (state === 'rotating') return 'turning';
  return pressing.has(state) ? 'urgent' : '';
}

const pressing: ReadonlySet<KeyState> = new Set([
  'item-missing',
  'item-changed',
  'refused',
  'urgent',
]);

function meaningOf(
  state: Exclude<KeyState, 'rotating'>,
  { row, card, serviceName }: Entry,
): string {
  switch (state) {
    case 'item-missing':
      return 'Its item in your keychain was deleted outside Keyturn. If you have the key elsewhere, paste it again; if not, rotate it.';
    case 'item-changed':
      return 'Its item in your keychain no longer ends in these five characters, so it is not used. Paste the right key again, or forget it here.';
    case 'refused':
      return `${serviceName} did not accept this key when it was last checked.`;
    case 'urgent':
      return 'It is held here and ends within days. Rotate it now, so that there is time to put the new one to work.';
    case 'due':
      return 'It is held here and ends soon. Plan its rotation.';
    case 'fresh':
      return 'It is held here, in your keychain, and its end is far.';
    case 'no-expiry':
      return card?.validity.kind === 'none'
        ? 'It is held here, in your keychain, and keys of this service have no end.'
        : 'It is held here, in your keychain. No end is known: give one below if there is one.';
    case 'not-held':
      return `${serviceName} lists this key, and its secret is not here. Rotate it to get a new one that is held, or paste it if you have it: the service shows it to nobody again.`;
    case 'gone':
      return `${serviceName} lists this key no more: it was ended there. What you hold of it will not be taken.`;
    case 'expired':
      return row.isHeld
        ? `Its end is past: ${serviceName} takes it no more. It is still held here.`
        : `Its end is past: ${serviceName} takes it no more.`;
    case 'legacy':
      return (
        card?.legacyRows.find(
          ({ label, lastFive }) => label === row.label && lastFive === row.lastFive,
        )?.note ?? 'It stands for a key from before the present rules of its service.'
      );
    case 'retired':
      return 'It was ended at its service, and its secret is not here.';
    default:
      return state satisfies never;
  }
}
