import type { Account } from './account.ts';
import type { Probe, RuleCard } from './service.ts';

/** The path of the probe with what the account knows set into it; or the parameter that it does not know. */
export function probePathOf(
  { path }: Probe,
  card: RuleCard,
  parameters: Account['parameters'],
): { found: string } | { missing: string } {
  let missing: string | null = null;
  const found = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = parameters[name]?.trim() ?? '';
    if (value === '') missing ??= name;
    const parameter = card.parameters.find((one) => one.name === name);
    return parameter?.kind === 'path'
      ? encodeURI(value.replace(/^\/+/, '')).replaceAll('#', '%23')
      : encodeURIComponent(value);
  });
  return missing === null ? { found } : { missing };
}
