import type { Account } from './account.ts';
import { probePathOf } from './probe-path.ts';
import type { Recipe } from './recipe.ts';
import type { RuleCard } from './service.ts';
import { variableNameOf } from './variable-name.ts';

/** Where a key belongs: what its recipes are made from beside the key itself. */
export interface RecipePlace {
  card: RuleCard;
  /** Null where none is known: then there is no `curl`. */
  address: string | null;
  parameters: Account['parameters'];
  label: string;
}

/** The recipes that a key of this card has. `curl` also wants the parameters of the account: see `recipeText`. */
export function recipesOf(card: RuleCard): Recipe[] {
  return [
    'key',
    ...(card.use === null ? [] : (['header'] as const)),
    ...(card.use === null || card.probe === null ? [] : (['curl'] as const)),
    'env-line',
    'export-line',
    'powershell',
    'json',
  ];
}

/**
 * A key, or what stands for it in a preview, in one of its forms. Null where this key has no such form: its
 * card has no header or probe, or the account does not know what the probe needs.
 */
export function recipeText(recipe: Recipe, key: string, place: RecipePlace): string | null {
  const name = variableNameOf(place.card.name, place.label);
  switch (recipe) {
    case 'key':
      return key;
    case 'header':
      return headerLine(key, place);
    case 'curl':
      return curlLine(key, place);
    case 'env-line':
      return `${name}=${quotedForEnv(key)}`;
    case 'export-line':
      return `export ${name}=${quotedForShell(key)}`;
    case 'powershell':
      return `$env:${name} = ${quotedForPowerShell(key)}`;
    case 'json':
      return JSON.stringify({ [name]: key });
    default:
      return recipe satisfies never;
  }
}

/**
 * Whether this form gives back exactly this key to whoever reads it. A preview need not ask; before a key
 * is handed out, it must be asked.
 */
export function fitsRecipe(recipe: Recipe, key: string): boolean {
  switch (recipe) {
    case 'key':
    case 'json':
      return true;
    case 'header':
    case 'curl':
      // No header can carry anything else, and a line break would begin another header.
      return /^[\x21-\x7e]+$/.test(key);
    case 'export-line':
    case 'powershell':
      return !hasControls(key);
    case 'env-line':
      if (hasControls(key) || key.includes('\\')) return false;
      return !key.includes("'") || !/["$`]/.test(key);
    default:
      return recipe satisfies never;
  }
}

/** A terminal may act on them when they are pasted. A line break and a tab are only text, in quotes. */
function hasControls(key: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for.
  return /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(key) || /\p{Surrogate}/u.test(key);
}

function headerLine(key: string, { card: { use } }: RecipePlace): string | null {
  return use && `${use.header}: ${use.template.replaceAll('{key}', () => key)}`;
}

function curlLine(key: string, place: RecipePlace): string | null {
  const { card, address, parameters } = place;
  const header = headerLine(key, place);
  if (header === null || address === null || card.probe === null) return null;
  const path = probePathOf(card.probe, card, parameters);
  if ('missing' in path) return null;
  const url = address + path.found;
  // Without -g, curl would take braces for a list of addresses.
  const flags = /[{}]/.test(url) ? '-g ' : '';
  return `curl ${flags}${quotedForShell(url)} -H ${quotedForShell(header)}`;
}

/** Nothing in single quotes means anything to a shell but the quote itself. */
function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** PowerShell takes the typographic single quotes for the plain one. Doubled, each stands for itself. */
function quotedForPowerShell(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * Readers of `.env` files differ: some know no quotes, some run what stands in backticks, and none agree on
 * escapes. So quotes are only set where they are needed, and nothing in them is escaped.
 */
function quotedForEnv(text: string): string {
  if (isBare(text)) return text;
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

/** Means the same to every reader without quotes. The dot is for previews. */
function isBare(text: string): boolean {
  return /^[\w+/=.:@%,\u2022-]+$/.test(text);
}
