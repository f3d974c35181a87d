import type { Span } from '../service.ts';

const days = (...counts: number[]): Span[] => counts.map((count) => ({ count, unit: 'days' }));

/** When to remind before the end of a key, earliest first: as the service itself does, where it does. */
export const reminderStages = {
  postman: days(28, 14, 3, 1),
  dataGov: [
    { count: 3, unit: 'months' },
    { count: 1, unit: 'months' },
    { count: 3, unit: 'weeks' },
    { count: 1, unit: 'weeks' },
  ],
  others: days(30, 14, 7, 1),
} satisfies Record<string, Span[]>;
