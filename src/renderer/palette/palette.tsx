import { Search } from 'lucide-react';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { openKey } from '../place.ts';
import { KeyName } from '../key-name.tsx';
import { keysWords } from '../shortcut-keys.ts';
import { ItemWords } from './item-words.tsx';
import { ListBox, Option } from './option.tsx';
import { doesOf, doItem, itemsFor, keyOf, type Item } from './palette-items.ts';
import styles from './palette.module.css';
import { useItems } from './use-items.ts';

interface PaletteProps {
  state: State;
  onClose: () => void;
}

/** A few letters, Enter, and the key is in the clipboard. */
export function Palette({ state, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [query, setQuery] = useState('');
  /** By its name and not by its place: news may reorder the list just before Enter. Null for the first. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [openedId, setOpenedId] = useState<KeyId | null>(null);
  const { platform } = state.app;
  const found = useItems(state, query);
  const row = state.keys.find(({ id: keyId }) => keyId === openedId);
  const items = row === undefined ? found : itemsFor(row, state);
  const count = items.length;
  // One that has gone from the list leaves nothing chosen.
  const active = chosen === null ? 0 : items.findIndex((one) => keyOf(one) === chosen);
  const item = items[active];
  // What is seen to be first stays chosen, even if another comes before it.
  if (chosen === null && item !== undefined) setChosen(keyOf(item));

  useModal(dialog, onClose);
  const activeId = optionId(id, active);
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  // The palette goes first: what comes of it may be a dialog.
  const choose = (one: Item): void => {
    onClose();
    doItem(one);
  };
  const moveTo = (index: number): void => {
    const one = items[index];
    setChosen(one === undefined ? null : keyOf(one));
  };
  const openWhatItCan = (): void => {
    if (item?.kind !== 'key') return;
    setOpenedId(item.found.row.id);
    setChosen(null);
  };
  const goBack = (): void => {
    setChosen(openedId);
    setOpenedId(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const isAtEnd = event.currentTarget.selectionStart === query.length;
    const done = pressed(event, isAtEnd);
    if (done) event.preventDefault();
  };
  function pressed(event: KeyboardEvent, isAtEnd: boolean): boolean {
    switch (event.key) {
      case 'ArrowDown':
        moveTo(count === 0 ? 0 : (active + 1) % count);
        return true;
      case 'ArrowUp':
        moveTo(active <= 0 ? count - 1 : active - 1);
        return true;
      case 'PageDown':
        moveTo(Math.min(count - 1, active + 8));
        return true;
      case 'PageUp':
        moveTo(Math.max(0, active - 8));
        return true;
      case 'ArrowRight':
        if (!isAtEnd || openedId !== null) return false;
        openWhatItCan();
        return true;
      case 'ArrowLeft':
        if (openedId === null) return false;
        goBack();
        return true;
      case 'Tab':
        if (event.shiftKey && openedId !== null) goBack();
        else if (!event.shiftKey && openedId === null) openWhatItCan();
        // There is nothing else here to go to.
        return true;
      case 'Enter':
        if (item === undefined) return true;
        if (item.kind === 'key' && (event.ctrlKey || event.metaKey)) {
          onClose();
          openKey(item.found.row.id);
        } else choose(item);
        return true;
      default:
        return false;
    }
  }

  const search = query.trim();
  return (
    <dialog
      ref={dialog}
      className={styles['palette']}
      aria-label="Quick palette"
      onCancel={(event) => {
        event.preventDefault();
        if (openedId === null) onClose();
        else goBack();
      }}
    >
      <div className={styles['inside']}>
        <div className={styles['search']}>
          <Search aria-hidden size={18} />
          <input
            autoFocus
            role="combobox"
            aria-label="Find a key or a command"
            aria-expanded={count > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={item === undefined ? undefined : activeId}
            aria-autocomplete="list"
            placeholder="Find a key by label, last five, account or tag"
            value={query}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setQuery(event.target.value);
              setChosen(null);
              setOpenedId(null);
            }}
            onKeyDown={press}
          />
        </div>
        {row !== undefined && (
          <p className={styles['opened']}>
            <KeyName of={row} />
          </p>
        )}
        <ListBox
          id={`${id}-list`}
          label={
            row === undefined ? 'Keys and commands' : `What to do with ${shownLabel(row.label)}`
          }
        >
          {items.map((one, index) => (
            <Option
              key={keyOf(one)}
              id={optionId(id, index)}
              isActive={index === active}
              onPoint={() => moveTo(index)}
              onChoose={() => choose(one)}
            >
              <ItemWords item={one} state={state} />
            </Option>
          ))}
        </ListBox>
        {count === 0 && (
          <p className={styles['none']}>
            No key and no command has <strong>{search}</strong> in it. Try its label, its last five,
            its account or a tag.
          </p>
        )}
        <p aria-live="polite" className={styles['spoken']}>
          {spokenOf(count, row)}
        </p>
        <footer className={styles['foot']} aria-hidden>
          {item !== undefined && <Hint keys={keysWords('Enter', platform)} does={doesOf(item)} />}
          {item?.kind === 'key' && (
            <>
              <Hint keys={keysWords('Mod+Enter', platform)} does="Details" />
              <Hint keys={keysWords('Tab', platform)} does="More" />
            </>
          )}
          {openedId !== null && <Hint keys={keysWords('ArrowLeft', platform)} does="Back" />}
          <Hint keys={keysWords('Escape', platform)} does={openedId === null ? 'Close' : 'Back'} />
        </footer>
      </div>
    </dialog>
  );
}

/** A press beside it closes it, as with every palette. */
function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, [dialog]);
  useEffect(() => {
    const element = dialog.current;
    const press = (event: PointerEvent): void => {
      if (event.target === element) onClose();
    };
    element?.addEventListener('pointerdown', press);
    return () => element?.removeEventListener('pointerdown', press);
  }, [dialog, onClose]);
}

function Hint({ keys, does }: { keys: string; does: string }) {
  return (
    <span>
      <kbd>{keys}</kbd> {does}
    </span>
  );
}

function optionId(id: string, index: number): string {
  return `${id}-${index}`;
}

function spokenOf(count: number, row: KeyRow | undefined): string {
  if (row !== undefined) return `${count} things to do with ${shownLabel(row.label)}`;
  return count === 1 ? '1 result' : `${count} results`;
}
