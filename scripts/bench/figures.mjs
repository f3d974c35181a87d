/**
 * One line of the table: what was measured, beside what, and what it is to be.
 * `goal` is the most that `share` (a ratio), or else `value`, may be.
 * @typedef {{
 *   what: string,
 *   value: number,
 *   unit: 'ms' | 'MB',
 *   beside?: number,
 *   goal: number,
 *   why?: string,
 * }} Figure
 */

/**
 * @param {readonly number[]} values
 * @param {number} share
 */
export function at(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param {readonly number[]} values */
export const median = (values) => at(values, 0.5);

/** @param {Figure} figure */
export function isMet({ value, beside, goal }) {
  return (beside === undefined ? value : value / beside) <= goal;
}

/** @param {Figure} figure */
export function rowOf(figure) {
  const { what, value, unit, beside, goal } = figure;
  return {
    what,
    measured: `${short(value)} ${unit}`,
    beside: beside === undefined ? '' : `${short(beside)} ${unit}`,
    ratio: beside === undefined ? '' : `${(value / beside).toFixed(2)} ×`,
    goal: beside === undefined ? `≤ ${goal} ${unit}` : `≤ ${goal} ×`,
    met: isMet(figure) ? 'yes' : 'no',
  };
}

/** @param {number} value */
function short(value) {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}
