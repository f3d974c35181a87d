import { CornerDownLeft, KeyRound } from 'lucide-react';
import type { KeyRow } from '../../shared/key.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { standingWords } from '../account/account-words.ts';
import { countdownWords } from '../../shared/countdown-words.ts';
import { copyWords, recipePreviewOf } from '../use-key/recipe-words.ts';
import { Marked } from './marked.tsx';
import type { Command, Item } from './palette-items.ts';
import styles from './palette.module.css';
import type { Found } from './rank-keys.ts';

/** One line of the palette. */
export function ItemWords({ item, state }: { item: Item; state: State }) {
  switch (item.kind) {
    case 'key':
      return <KeyOption found={item.found} state={state} />;
    case 'command':
      return <CommandOption command={item.command} />;
    case 'recipe':
      return <RecipeOption recipe={item.recipe} row={item.row} state={state} />;
    case 'details':
      return <span className={styles['words']}>Show its details</span>;
    case 'action':
      return (
        <span
          className={
            item.action.isDanger === true
              ? `${styles['words']} ${styles['danger']}`
              : styles['words']
          }
        >
          {item.action.label}
        </span>
      );
    default:
      return item satisfies never;
  }
}

function KeyOption({ found, state }: { found: Found; state: State }) {
  const { row } = found;
  // Where it is not shown as it is, the letters that were found stand elsewhere in it.
  const shown = shownLabel(row.label);
  const account = state.accounts.find(({ id }) => id === row.accountId);
  return (
    <>
      <KeyRound aria-hidden size={16} className={row.isHeld ? undefined : styles['dim']} />
      <span className={row.isHeld ? styles['words'] : `${styles['words']} ${styles['dim']}`}>
        <span className={styles['label']}>
          <Marked text={shown} spans={shown === row.label ? found.label : []} />
        </span>
        <small>
          <Marked text={account?.name ?? ''} spans={found.account} />
          {account !== undefined &&
            account.serviceName !== account.name &&
            ` · ${account.serviceName}`}
        </small>
      </span>
      <span className={styles['end']}>
        <span className={styles['last-five']}>
          <span aria-hidden>•••••</span>
          <Marked text={row.lastFive} spans={found.lastFive} />
        </span>
        <small>{stateWords(row, account?.clockSkewMs ?? 0)}</small>
      </span>
    </>
  );
}

/** What it is good for now, in a word or two. */
function stateWords(row: KeyRow, skewMs: number): string {
  if (row.standing === 'known-not-held') return 'Not held: → for what to do';
  if (!row.isHeld || row.standing !== 'held') return standingWords[row.standing];
  if (row.expiresAt === null) return 'No expiry';
  return `Expires ${countdownWords(row.expiresAt, new Date(Date.now() + skewMs))}`;
}

function CommandOption({ command }: { command: Command }) {
  return (
    <>
      <CornerDownLeft aria-hidden size={16} className={styles['dim']} />
      <span className={styles['words']}>{command.label}</span>
      {command.shortcut !== null && (
        <span className={styles['end']}>
          <kbd>{command.shortcut}</kbd>
        </span>
      )}
    </>
  );
}

interface RecipeOptionProps {
  recipe: Recipe;
  row: KeyRow;
  state: State;
}

function RecipeOption({ recipe, row, state }: RecipeOptionProps) {
  const account = state.accounts.find(({ id }) => id === row.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId);
  return (
    <span className={styles['words']}>
      <span>{copyWords[recipe]}</span>
      {card !== undefined && (
        <small className={styles['preview']}>{recipePreviewOf(recipe, row, card, account)}</small>
      )}
    </span>
  );
}
