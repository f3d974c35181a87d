import type { Holiday } from './holiday.ts';

export const bundledHolidays: readonly Holiday[] = [];
