import { subtractSpan } from '../../shared/expiry.ts';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { RuleCard, Span } from '../../shared/service.ts';
import { spansWords } from '../../shared/span.ts';
import { stagesOfService } from '../../shared/stages.ts';
import type { State } from '../../shared/state.ts';
import { dayWords } from '../rotation/day-words.ts';
import { isSameStages } from './stage-draft.ts';

/** How some keys stand before their stages are changed together. */
export interface Start {
  rows: readonly KeyRow[];
  /** That of the first key. */
  card: RuleCard | null;
  /** The services of the keys, each with what holds for its keys. */
  services: readonly { name: string; words: string }[];
  /** Whether all have the same stages of their own. */
  isOwn: boolean;
  /** What an editor begins with: their own, or else those of the first one's service. */
  stages: readonly Span[];
  /** How many have stages of their own, where these are not the same for all. */
  differing: number;
}

export function startOf(state: State, keyIds: readonly KeyId[]): Start {
  const wanted = new Set(keyIds);
  const rows = state.keys.filter(({ id }) => wanted.has(id));
  const accounts = new Map(state.accounts.map((account) => [account.id, account]));
  const cards = new Map(state.services.map((card) => [card.id, card]));
  const used = new Map<string, { name: string; card: RuleCard | null }>();
  for (const { accountId } of rows) {
    const account = accounts.get(accountId);
    if (!account) continue;
    const card = cards.get(account.serviceId) ?? null;
    used.set(account.serviceId, { name: account.serviceName, card });
  }
  const [first] = used.values();
  const ofService = stagesOfService(first?.card ?? null, state.settings.reminders);
  const own = rows.map(({ stages }) => stages).filter((stages) => stages !== null);
  const [one] = own;
  const isOwn =
    one !== undefined &&
    own.length === rows.length &&
    own.every((stages) => isSameStages(stages, one));
  return {
    rows,
    card: first?.card ?? null,
    services: [...used.values()].map(({ name, card }) => ({
      name,
      words: spansWords(stagesOfService(card, state.settings.reminders)),
    })),
    isOwn,
    stages: one ?? ofService,
    differing: isOwn ? 0 : own.length,
  };
}

/** The next stage of a key that has not begun; null where only its end lies ahead. */
export function nextStageOf(expiresAt: string, stages: readonly Span[], now: Date): Date | null {
  const ahead = stages
    .map((stage) => Date.parse(subtractSpan(expiresAt, stage)))
    .filter((ms) => ms > now.getTime());
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}

/** On which days that is: `On 14 Apr and 9 May, and when it ends on 12 May.` What is past is left out. */
export function timesWords(expiresAt: string, stages: readonly Span[], now: Date): string {
  const days = stages
    .map((stage) => Date.parse(subtractSpan(expiresAt, stage)))
    .filter((ms) => ms > now.getTime())
    .toSorted((one, other) => one - other)
    .map((ms) => dayWords(new Date(ms), now));
  const end = dayWords(new Date(expiresAt), now);
  const past = stages.length - days.length;
  const late = past === 0 ? '' : ` ${past === 1 ? 'One stage is' : `${past} stages are`} past.`;
  if (days.length === 0) return `All of them are past: you are reminded when it ends on ${end}.`;
  return `On ${days.join(', ')}, and when it ends on ${end}.${late}`;
}
