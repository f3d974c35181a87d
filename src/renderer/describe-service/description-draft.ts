import type { Request } from '../../shared/contract.ts';
import type { RuleCard, Span } from '../../shared/service.ts';
import { descriptionOf } from '../../shared/described-service.ts';

export type Description = Request<'addService'>['description'];

/** A length of time while it is typed. */
export interface SpanDraft {
  count: string;
  unit: Span['unit'];
}

/** What the user has typed so far. */
export interface DescriptionDraft {
  name: string;
  about: string;
  address: string;
  /** Empty where no header is known; then `template` counts for nothing. */
  header: string;
  template: string;
  keyPattern: string;
  isShownOnce: boolean;
  mostLiveKeys: string;
  validity: Description['validity']['kind'];
  months: string;
  days: string;
  /** Empty for never. */
  rotateEvery: SpanDraft;
  reminders: readonly SpanDraft[];
  /** Whether a check is described at all. */
  canCheck: boolean;
  path: string;
  works: string;
  isJson: boolean;
  refused: string;
  page: string;
}

export const blank: DescriptionDraft = {
  name: '',
  about: '',
  address: '',
  header: '',
  template: 'Bearer {key}',
  keyPattern: '',
  isShownOnce: false,
  mostLiveKeys: '',
  validity: 'date',
  months: '6',
  days: '90',
  rotateEvery: { count: '', unit: 'months' },
  reminders: [
    { count: '30', unit: 'days' },
    { count: '14', unit: 'days' },
    { count: '7', unit: 'days' },
    { count: '1', unit: 'days' },
  ],
  canCheck: false,
  path: '',
  works: '2xx',
  isJson: true,
  refused: '401',
  page: '',
};

/** For changing a service that was described before. */
export function draftOf(card: RuleCard): DescriptionDraft {
  const { name, about, address, use, keyPattern, isShownOnce, ...rest } = descriptionOf(card);
  const { validity, mostLiveKeys, rotateEvery, reminders, probe, page } = rest;
  return {
    ...blank,
    name,
    about: about ?? '',
    address,
    ...use,
    keyPattern: keyPattern ?? '',
    isShownOnce,
    mostLiveKeys: mostLiveKeys === null ? '' : String(mostLiveKeys),
    validity: validity.kind,
    months: validity.kind === 'calendar-months' ? String(validity.months) : blank.months,
    days: validity.kind === 'days' ? String(validity.days) : blank.days,
    rotateEvery: rotateEvery === null ? blank.rotateEvery : spanDraftOf(rotateEvery),
    reminders: reminders.map(spanDraftOf),
    ...(probe !== null && {
      canCheck: true,
      path: probe.path,
      works: probe.works.join(', '),
      isJson: probe.isJson,
      refused: probe.refused.join(', '),
    }),
    page: page ?? '',
  };
}

/** What is sent, once nothing is complained of. */
export function descriptionIn(draft: DescriptionDraft): Description {
  return {
    name: draft.name,
    about: said(draft.about),
    address: draft.address,
    use:
      said(draft.header) === null
        ? null
        : { header: draft.header.trim(), template: draft.template.trim() },
    keyPattern: said(draft.keyPattern),
    isShownOnce: draft.isShownOnce,
    validity: validityIn(draft),
    reminders: draft.reminders.map(spanIn),
    mostLiveKeys: said(draft.mostLiveKeys) === null ? null : countIn(draft.mostLiveKeys),
    rotateEvery: said(draft.rotateEvery.count) === null ? null : spanIn(draft.rotateEvery),
    probe: draft.canCheck
      ? {
          path: draft.path.trim(),
          works: [...new Set(statusesIn(draft.works))],
          isJson: draft.isJson,
          refused: [...new Set(statusesIn(draft.refused))].filter((status) => status !== '2xx'),
        }
      : null,
    page: said(draft.page),
  };
}

function said(text: string): string | null {
  return text.trim() || null;
}

function validityIn({ validity, months, days }: DescriptionDraft): Description['validity'] {
  switch (validity) {
    case 'calendar-months':
      return { kind: validity, months: countIn(months) };
    case 'days':
      return { kind: validity, days: countIn(days) };
    case 'date':
    case 'none':
      return { kind: validity };
    default:
      return validity satisfies never;
  }
}

/** NaN for what is no whole number. */
export function countIn(text: string): number {
  return /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN;
}

/** NaN for each that is no status. */
export function statusesIn(text: string): ('2xx' | number)[] {
  const pieces = text.split(/[\s,;]+/).filter((piece) => piece !== '');
  return pieces.map((piece) => {
    if (piece.toLowerCase() === '2xx') return '2xx';
    return /^\d{3}$/.test(piece) ? Number(piece) : Number.NaN;
  });
}

function spanIn({ count, unit }: SpanDraft): Span {
  return { count: countIn(count), unit };
}

function spanDraftOf({ count, unit }: Span): SpanDraft {
  return { count: String(count), unit };
}
