import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueKeys } from '../../../src/main/core/due.ts';
import type { KeyPlan } from '../../../src/shared/key.ts';
import { isQuietTime, silenceAhead } from '../../../src/shared/quiet-time.ts';
import { inOrder } from '../../../src/shared/span.ts';
import { keyRow } from '../../fakes/key-row.ts';

const numRuns = Number(process.env['QUIET_RUNS'] ?? 40);
const hourMs = 60 * 60_000;
const stepMs = hourMs / 2;
const startMs = Date.parse('2027-05-03T00:00:00.000Z');

const time = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const settings = fc.record({
  quietHours: fc.option(fc.record({ from: time, to: time })),
  isQuietAtWeekends: fc.boolean(),
});
const stages = fc
  .array(
    fc.record({ count: fc.integer({ min: 1, max: 10 }), unit: fc.constant('days' as const) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(inOrder);
const facts = {
  settings,
  stages,
  /** In half hours from the start. */
  endAt: fc.integer({ min: 12 * 48, max: 20 * 48 }),
  snooze: fc.option(fc.record({ at: fc.nat(20 * 48), for: fc.constantFrom(48, 7 * 48) })),
  skewHours: fc.constantFrom(0, 0, 3, -3),
};

test(
  'whatever is quiet, each stage is told once, never in the quiet, and the last word comes before the end',
  () => {
    const property = fc.property(fc.record(facts), (wish) => {
      const endsAt = new Date(startMs + wish.endAt * stepMs).toISOString();
      const row = keyRow({ expiresAt: endsAt, addedAt: new Date(startMs).toISOString() });
      let plan: KeyPlan = {
        keyId: row.id,
        rotateBy: null,
        snoozedUntil: null,
        stages: null,
        told: null,
      };
      const told: { ms: number; stageAt: string }[] = [];
      const lastDays = wish.stages.at(-1)?.count ?? 0;
      for (let step = 0; step <= wish.endAt + 5 * 48; step += 1) {
        const ms = startMs + step * stepMs;
        const now = new Date(ms - wish.skewHours * hourMs);
        if (step === wish.snooze?.at) {
          plan = {
            ...plan,
            snoozedUntil: new Date(now.getTime() + wish.snooze.for * stepMs).toISOString(),
          };
        }
        if (isQuietTime(wish.settings, now)) continue;
        const [due] = dueKeys(
          {
            rows: [row],
            stagesOf: () => wish.stages,
            planOf: () => plan,
            isBeingReplaced: () => false,
            soakedAtOf: () => null,
            nowMsOf: () => ms,
            silenceMs: silenceAhead(wish.settings, now),
          },
          (_row, error) => {
            throw error;
          },
        );
        if (!due) continue;
        told.push({ ms, stageAt: due.stageAt });
        const before = plan.told?.stageAts ?? [];
        plan = { ...plan, told: { endsAt: due.endsAt, stageAts: [...before, due.stageAt] } };
      }
      const names = told.map(({ stageAt }) => stageAt);
      expect(new Set(names).size).toBe(names.length);
      const lastStage = new Date(Date.parse(endsAt) - lastDays * 24 * hourMs).toISOString();
      const hasLastWord = told.some(
        ({ ms, stageAt }) => ms < Date.parse(endsAt) && stageAt >= lastStage,
      );
      expect(hasLastWord).toBe(true);
      // The end of a snooze may be later, and speaks of it then.
      expect(told.some(({ ms }) => ms >= Date.parse(endsAt))).toBe(true);
    });
    fc.assert(property, { numRuns });
  },
  5000 + numRuns * 100,
);
