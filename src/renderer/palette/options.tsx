import { CornerDownLeft, KeyRound } from 'lucide-react';
import type { KeyRow } from '../../shared/key.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { State } from '../../shared/state.ts';
import { standingWords } from '../account/account-words.ts';
import { distanceOf } from '../times.ts';
import { recipePreviewOf, recipeWords } from '../use-key/recipe-words.ts';
import { Marked } from './marked.tsx';
import type { Command } from './palette-items.ts';
import styles from './palette.module.css';
import type { Found } from './rank-keys.ts';

export function KeyOption({ found, state }: { found: Found; state: State }) {
  const { row } = found;
  const account = state.accounts.find(({ id }) => id === row.accountId);
  return (
    <>
      <KeyRound aria-hidden size={16} className={row.isHeld ? undefined : styles['dim']} />
      <span className={row.isHeld ? styles['words'] : `${styles['words']} ${styles['dim']}`}>
        <span className={styles['label']}>
          <Marked text={row.label} spans={found.label} />
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
          •••••
          <Marked text={row.lastFive} spans={found.lastFive} />
        </span>
        <small>{stateWords(row)}</small>
      </span>
    </>
  );
}

/** What it is good for now, in a word or two. */
function stateWords(row: KeyRow): string {
  if (row.standing === 'known-not-held') return 'Not held: Enter to see what to do';
  if (!row.isHeld || row.standing !== 'held') return standingWords[row.standing];
  if (row.expiresAt === null) return 'No expiry';
  return `Ends ${distanceOf(row.expiresAt, new Date())}`;
}

export function CommandOption({ command }: { command: Command }) {
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

export function RecipeOption({ recipe, row, state }: RecipeOptionProps) {
  const account = state.accounts.find(({ id }) => id === row.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId);
  return (
    <span className={styles['words']}>
      <span>{recipeWords[recipe]}</span>
      {card !== undefined && (
        <small className={styles['preview']}>{recipePreviewOf(recipe, row, card, account)}</small>
      )}
    </span>
  );
}
