import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import { recipeText } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { RuleCard } from '../../shared/service.ts';

export const recipeWords: Record<Recipe, string> = {
  key: 'Key alone',
  header: 'Header line',
  curl: 'curl command',
  'env-line': '.env line',
  'export-line': 'export line',
  powershell: 'PowerShell line',
  json: 'JSON',
};

/** As something to do. */
export const copyWords: Record<Recipe, string> = {
  key: 'Copy the key alone',
  header: 'Copy as header line',
  curl: 'Copy as curl command',
  'env-line': 'Copy as .env line',
  'export-line': 'Copy as export line',
  powershell: 'Copy as PowerShell line',
  json: 'Copy as JSON',
};

/** For the countdown: in which form it was copied, where that is not the key alone. */
export const copiedWords: Record<Recipe, string | null> = {
  key: null,
  header: 'as a header line',
  curl: 'as a curl command',
  'env-line': 'as a .env line',
  'export-line': 'as an export line',
  powershell: 'as a PowerShell line',
  json: 'as JSON',
};

/** What would be copied, with the last five in the place of the key. */
export function recipePreviewOf(
  recipe: Recipe,
  row: Pick<KeyRow, 'label' | 'lastFive'>,
  card: RuleCard,
  account: Pick<AccountState, 'address'> | undefined,
): string {
  // The window does not know the parameters of an account, so their names stand for them.
  const parameters = Object.fromEntries(card.parameters.map(({ name }) => [name, name]));
  const place = { card, address: account?.address ?? '', parameters, label: row.label };
  return recipeText(recipe, `•••••${row.lastFive}`, place) ?? '';
}
