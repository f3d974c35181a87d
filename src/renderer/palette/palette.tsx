import { Search } from 'lucide-react';
import {
  useDeferredValue,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { KeyRow } from '../../shared/key.ts';
import { recipesOf } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { State } from '../../shared/state.ts';
import { goTo } from '../go.ts';
import { keysWords } from '../shortcut-keys.ts';
import { copyKey } from '../use-key/copy-key.ts';
import { CommandOption, KeyOption, RecipeOption } from './options.tsx';
import { ListBox, Option } from './option.tsx';
import type { Item } from './palette-items.ts';
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
  const [place, setPlace] = useState(0);
  const [opened, setOpened] = useState<{ row: KeyRow; place: number } | null>(null);
  const { platform } = state.app;
  const items = useItems(state, useDeferredValue(query));
  const recipes = useMemo(
    () => (opened === null ? [] : recipesFor(opened.row, state)),
    [opened, state],
  );
  const count = opened === null ? items.length : recipes.length;
  const active = Math.min(place, count - 1);
  const item = opened === null ? items[active] : undefined;

  useModal(dialog, onClose);
  const activeId = optionId(id, active);
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  // The palette goes first: what comes of it may be a dialog.
  const copy = (row: KeyRow, recipe: Recipe): void => {
    onClose();
    void copyKey(row.id, recipe);
  };
  const showDetails = (row: KeyRow): void => {
    onClose();
    goTo({ kind: 'key', keyId: row.id });
  };
  const choose = (chosen: Item): void => {
    if (chosen.kind === 'command') {
      onClose();
      chosen.command.do();
    } else if (chosen.found.row.isHeld) copy(chosen.found.row, 'key');
    else showDetails(chosen.found.row);
  };
  const openRecipes = (): void => {
    if (item?.kind !== 'key' || !item.found.row.isHeld) return;
    setOpened({ row: item.found.row, place: active });
    setPlace(0);
  };
  const closeRecipes = (): void => {
    setPlace(opened?.place ?? 0);
    setOpened(null);
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
        setPlace(count === 0 ? 0 : (active + 1) % count);
        return true;
      case 'ArrowUp':
        setPlace(count === 0 ? 0 : (active - 1 + count) % count);
        return true;
      case 'PageDown':
        setPlace(Math.min(count - 1, active + 8));
        return true;
      case 'PageUp':
        setPlace(Math.max(0, active - 8));
        return true;
      case 'ArrowRight':
        if (!isAtEnd || opened !== null) return false;
        openRecipes();
        return true;
      case 'ArrowLeft':
        if (opened === null) return false;
        closeRecipes();
        return true;
      case 'Tab':
        if (event.shiftKey && opened !== null) closeRecipes();
        else if (!event.shiftKey && opened === null) openRecipes();
        // There is nothing else here to go to.
        return true;
      case 'Enter': {
        const recipe = recipes[active];
        if (opened !== null && recipe !== undefined) copy(opened.row, recipe);
        else if (item !== undefined && (event.ctrlKey || event.metaKey)) {
          if (item.kind === 'key') showDetails(item.found.row);
        } else if (item !== undefined) choose(item);
        return true;
      }
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
        if (opened === null) onClose();
        else closeRecipes();
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
            aria-activedescendant={count === 0 ? undefined : activeId}
            aria-autocomplete="list"
            placeholder="Find a key by label, last five, account or tag"
            value={query}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setQuery(event.target.value);
              setPlace(0);
              setOpened(null);
            }}
            onKeyDown={press}
          />
        </div>
        <ListBox
          id={`${id}-list`}
          label={opened === null ? 'Keys and commands' : `Copy ${opened.row.label} as`}
        >
          {opened === null
            ? items.map((one, index) => (
                <Option
                  key={one.kind === 'key' ? one.found.row.id : one.command.id}
                  id={optionId(id, index)}
                  isActive={index === active}
                  onPoint={() => setPlace(index)}
                  onChoose={() => choose(one)}
                >
                  {one.kind === 'key' ? (
                    <KeyOption found={one.found} state={state} />
                  ) : (
                    <CommandOption command={one.command} />
                  )}
                </Option>
              ))
            : recipes.map((recipe, index) => (
                <Option
                  key={recipe}
                  id={optionId(id, index)}
                  isActive={index === active}
                  onPoint={() => setPlace(index)}
                  onChoose={() => copy(opened.row, recipe)}
                >
                  <RecipeOption recipe={recipe} row={opened.row} state={state} />
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
          {spokenOf(count, opened)}
        </p>
        <footer className={styles['foot']} aria-hidden>
          {opened === null ? (
            <>
              <Hint keys={keysWords('Enter', platform)} does="Copy" />
              <Hint keys={keysWords('Mod+Enter', platform)} does="Details" />
              <Hint keys={keysWords('Tab', platform)} does="Other forms" />
            </>
          ) : (
            <>
              <Hint keys={keysWords('Enter', platform)} does="Copy so" />
              <Hint keys={keysWords('ArrowLeft', platform)} does="Back" />
            </>
          )}
          <Hint keys={keysWords('Escape', platform)} does={opened === null ? 'Close' : 'Back'} />
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

function recipesFor(row: KeyRow, { accounts, services }: State): Recipe[] {
  const account = accounts.find(({ id }) => id === row.accountId);
  const card = services.find(({ id }) => id === account?.serviceId);
  return card === undefined ? ['key'] : recipesOf(card);
}

function optionId(id: string, index: number): string {
  return `${id}-${index}`;
}

function spokenOf(count: number, opened: { row: KeyRow } | null): string {
  if (opened !== null) return `${count} forms to copy ${opened.row.label} in`;
  return count === 1 ? '1 result' : `${count} results`;
}
