import type { Holiday } from './holiday.ts';
import type { KeyPlan, KeyRow } from './key.ts';
import type { RuleCard } from './service.ts';

export interface DatedKey extends Pick<KeyRow, 'expiresAt' | 'createdAt' | 'addedAt'> {
  keyId: KeyRow['id'];
  card: Pick<RuleCard, 'reminders' | 'rotateEvery'> | null;
}

const dayMs = 24 * 60 * 60_000;

export function proposeDates(
  keys: readonly DatedKey[],
  { today, holidays }: { today: string; holidays: readonly Holiday[] },
): Pick<KeyPlan, 'keyId' | 'rotateBy'>[] {
  const off = new Set(holidays.map(({ date }) => date));
  const isFree = (ms: number): boolean =>
    new Date(ms).getUTCDay() % 6 !== 0 && !off.has(new Date(ms).toISOString().slice(0, 10));
  return keys.map(({ keyId, expiresAt }, index) => {
    if (expiresAt === null) return { keyId, rotateBy: null };
    const first = Date.parse(`${today}T00:00:00.000Z`);
    let ms = Date.parse(`${expiresAt.slice(0, 10)}T00:00:00.000Z`) - (10 + (index % 5)) * dayMs;
    while (ms > first && !isFree(ms)) ms -= dayMs;
    return { keyId, rotateBy: new Date(Math.max(ms, first)).toISOString().slice(0, 10) };
  });
}
