import { addSpan, expiryOf } from '../../shared/expiry.ts';
import type { Span, Validity } from '../../shared/service.ts';
import { dateOf } from '../times.ts';

/** When the user says that a key ends. */
export type ExpiryChoice =
  /** So long from now. */
  | { kind: 'preset'; id: string }
  /** On a day that they have written, as `2027-05-12`; empty while they have not. */
  | { kind: 'date'; date: string }
  | { kind: 'none' };

export interface ExpiryPreset {
  id: string;
  label: string;
  expiresAt: string;
}

/** What can be chosen by one press, for a key that was made just now. */
export function expiryPresetsOf(validity: Validity, now: Date): ExpiryPreset[] {
  const madeAt = now.toISOString();
  switch (validity.kind) {
    case 'calendar-months':
    case 'days': {
      const expiresAt = expiryOf(validity, madeAt);
      const span: Span =
        validity.kind === 'days'
          ? { count: validity.days, unit: 'days' }
          : { count: validity.months, unit: 'months' };
      return expiresAt === null ? [] : [presetOf(span, expiresAt)];
    }
    case 'date':
      return validity.presets.map((span) => presetOf(span, addSpan(madeAt, span)));
    case 'options':
    case 'none':
      return [];
    default:
      return validity satisfies never;
  }
}

/** The only answer where there is one; otherwise the user is to say it. */
export function firstExpiryChoice(validity: Validity, now: Date): ExpiryChoice {
  if (validity.kind === 'none') return { kind: 'none' };
  const [only, ...others] = expiryPresetsOf(validity, now);
  return only && others.length === 0 ? { kind: 'preset', id: only.id } : { kind: 'date', date: '' };
}

/** Null for no end. A day counts from its beginning here, to be on the safe side. */
export function expiresAtOf(choice: ExpiryChoice, presets: readonly ExpiryPreset[]): string | null {
  switch (choice.kind) {
    case 'preset':
      return presets.find(({ id }) => id === choice.id)?.expiresAt ?? null;
    case 'date':
      return dayOf(choice.date)?.toISOString() ?? null;
    case 'none':
      return null;
    default:
      return choice satisfies never;
  }
}

/** Nothing can be kept with it before it is put right. */
export function complaintAboutExpiry(choice: ExpiryChoice): string | null {
  return choice.kind === 'date' && dayOf(choice.date) === null
    ? 'Say when the key ends, or that it has no expiry.'
    : null;
}

/** Allowed, but said. */
export function remarkOnExpiry(
  choice: ExpiryChoice,
  presets: readonly ExpiryPreset[],
  now: Date,
): string | null {
  if (choice.kind === 'none') return 'It never ends. Keyturn will not remind you of it.';
  const expiresAt = expiresAtOf(choice, presets);
  // A preset tells its day itself.
  if (expiresAt === null || choice.kind === 'preset') return null;
  return Date.parse(expiresAt) <= now.getTime()
    ? 'This day has come already: the key will count as expired.'
    : `Keyturn counts down to ${dateOf(expiresAt)}.`;
}

function presetOf(span: Span, expiresAt: string): ExpiryPreset {
  const unit = span.count === 1 ? span.unit.slice(0, -1) : span.unit;
  return { id: `${span.count}-${span.unit}`, label: `${span.count} ${unit}`, expiresAt };
}

function dayOf(date: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return null;
  const found = new Date(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(found.getTime()) ? null : found;
}
