import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';

/** Where a service has no labels, the name is ours alone. */
const ownRules = { shortest: 1, longest: 255, isPermanent: false, isUnique: false };

export function labelRulesOf(card: RuleCard): NonNullable<RuleCard['label']> {
  return card.label ?? ownRules;
}

export function complaintAboutLabel(label: string, card: RuleCard): string | null {
  const { shortest, longest } = labelRulesOf(card);
  const { length } = label.trim();
  if (length === 0) return 'A key needs a label.';
  if (length < shortest) return `At least ${shortest} characters; these are ${length}.`;
  return length > longest ? `At most ${longest} characters; these are ${length}.` : null;
}

/** Live keys among these that have this label already. */
export function twinsOf(label: string, rows: readonly KeyRow[]): KeyRow[] {
  return rows.filter((row) => isLive(row) && row.label === label.trim());
}

/** Labels for a key that follows one of this label: first with the month, then with the next number. */
export function successorLabels(label: string, taken: readonly string[], now: Date): string[] {
  const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
  const base = label.trim().replace(/\s*\((?:\d{4}-\d{2})(?: \d+)?\)$/, '');
  const isFree = (one: string): boolean => !taken.includes(one);
  const dated = [`${base} (${month})`, ...count(2, (number) => `${base} (${month} ${number})`)];
  const found = /^(.*?)(\d{1,4})$/.exec(base);
  const stem = found?.[1] ?? '';
  const numbered =
    found === null || stem === ''
      ? []
      : count(Number(found[2]) + 1, (number) => `${stem}${number}`);
  return [dated.find(isFree), numbered.find(isFree)].filter((one) => one !== undefined);
}

/** The first of these, cut where the service would find it too long. */
export function successorLabel(
  label: string,
  card: RuleCard,
  taken: readonly string[],
  now: Date,
): string {
  const { longest } = labelRulesOf(card);
  const whole = successorLabels(label, taken, now)[0] ?? label;
  if (whole.length <= longest) return whole;
  const tooMany = whole.length - longest;
  const cut = successorLabels(label.slice(0, Math.max(1, longest - 10 - tooMany)), taken, now)[0];
  return (cut ?? label).slice(0, longest);
}

/** It works, or may work, at its service. */
function isLive({ standing }: KeyRow): boolean {
  return standing === 'held' || standing === 'known-not-held';
}

function count(from: number, nameOf: (number: number) => string): string[] {
  return Array.from({ length: 20 }, (_, index) => nameOf(from + index));
}
