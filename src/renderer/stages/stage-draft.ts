import type { Span } from '../../shared/service.ts';
import { inOrder, isSameSpan, spanWords } from '../../shared/span.ts';
import { isTooFar, mostStages } from '../../shared/stages.ts';

const units = { d: 'days', w: 'weeks', m: 'months' } as const;

/** `10 days`, `2w`, `3 months before`; a number alone is of days. Null for what is none of them. */
export function stageOf(text: string): Span | null {
  const found = /^(\d{1,4})\s*(?:(d|w|m)|(d|w|m)(?:ays?|eeks?|onths?))?(?:\s+before)?$/i.exec(
    text.trim(),
  );
  const count = Number(found?.[1] ?? 0);
  const letter = (found?.[2] ?? found?.[3] ?? 'd').toLowerCase();
  if (count === 0 || !(letter === 'd' || letter === 'w' || letter === 'm')) return null;
  return { count, unit: units[letter] };
}

/** The stages in a text, each in its one way of writing; one of `known` as it is written there. */
export function stagesIn(text: string, known: readonly Span[]): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const stage = stageOf(part);
      if (stage === null) return part;
      return spanWords(known.find((one) => isSameSpan(one, stage)) ?? stage);
    });
}

export function complaintAboutStage(text: string): string | null {
  const stage = stageOf(text);
  if (stage === null) return 'Write it as 10 days, 2 weeks or 3 months.';
  return isTooFar(stage) ? 'Two years before the end is the earliest.' : null;
}

/** What is wrong with all of them together; null if they can be kept. */
export function complaintAboutStages(stages: readonly Span[]): string | null {
  if (stages.length === 0) return 'Keep one at least, so that the end comes as no surprise.';
  if (stages.length > mostStages) return `${mostStages} are the most: remove some.`;
  return stages.some(isTooFar) ? 'Two years before the end is the earliest.' : null;
}

const common: readonly Span[] = [
  { count: 3, unit: 'months' },
  { count: 1, unit: 'months' },
  { count: 2, unit: 'weeks' },
  { count: 1, unit: 'weeks' },
  { count: 1, unit: 'days' },
];

/** What may be added by one press. */
export function offeredTo(stages: readonly Span[]): string[] {
  if (stages.length >= mostStages) return [];
  return common.filter((one) => !stages.some((stage) => isSameSpan(stage, one))).map(spanWords);
}

export function isSameStages(one: readonly Span[], other: readonly Span[]): boolean {
  return (
    one.length === other.length &&
    one.every((stage, index) => isSameSpan(stage, other[index] ?? { ...stage, count: 0 }))
  );
}

export function stagesOfChips(chips: readonly string[]): Span[] {
  return inOrder(chips.map(stageOf).filter((stage) => stage !== null));
}
