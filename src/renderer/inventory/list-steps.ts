import type { Line } from './arrange.ts';

/** The line that a key of the keyboard leads to; null if it leads nowhere. */
export function stepOf(
  key: string,
  lines: readonly Line[],
  from: number,
  pageSize: number,
): number | null {
  switch (key) {
    case 'ArrowDown':
      return nearestKey(lines, from + 1, 1) ?? from;
    case 'ArrowUp':
      return nearestKey(lines, from - 1, -1) ?? from;
    case 'Home':
      return nearestKey(lines, 0, 1);
    case 'End':
      return nearestKey(lines, lines.length - 1, -1);
    case 'PageDown': {
      const there = Math.min(lines.length - 1, from + pageSize);
      return nearestKey(lines, there, 1) ?? nearestKey(lines, there, -1);
    }
    case 'PageUp': {
      const there = Math.max(0, from - pageSize);
      return nearestKey(lines, there, -1) ?? nearestKey(lines, there, 1);
    }
    default:
      return null;
  }
}

/** The heads of groups are passed over. */
function nearestKey(lines: readonly Line[], from: number, way: 1 | -1): number | null {
  for (let index = from; index >= 0 && index < lines.length; index += way) {
    if (lines[index]?.kind === 'key') return index;
  }
  return null;
}
