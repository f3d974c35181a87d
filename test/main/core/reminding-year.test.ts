import { expect, test } from 'vitest';
import { keyId, type KeyId } from '../../../src/shared/key.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { openUse, probedCard } from './open-use.ts';

process.env['TZ'] = 'Asia/Singapore';

const hourMs = 60 * 60_000;
const stages = [28, 14, 3, 1].map((count) => ({ count, unit: 'days' as const }));

/** The twelve keys and their ends, each at nine in the morning. */
const ends = {
  jan: '01-15',
  feb: '02-15',
  mar: '03-15',
  apr: '04-15',
  may: '05-15',
  jun: '06-15',
  jul: '06-15',
  aug: '08-15',
  sep: '09-15',
  oct: '10-15',
  nov: '11-15',
  dec: '12-15',
};
type Name = keyof typeof ends;

/** All that must be told in the year, and nothing else. */
const expected = [
  // Its owner does nothing, and it ends.
  ['01-01 09:00', '“jan” ends in 14 days'],
  ['01-12 09:00', '“jan” ends in 3 days'],
  ['01-14 09:00', '“jan” ends in 24 hours'],
  ['01-15 09:00', '“jan” expired just now'],
  // Replaced on 5 February.
  ['01-18 09:00', '“feb” ends in 28 days'],
  ['02-01 09:00', '“feb” ends in 14 days'],
  // Retired on 10 March.
  ['02-15 09:00', '“mar” ends in 28 days'],
  ['03-01 09:00', '“mar” ends in 14 days'],
  // The computer is off from 2 April to the evening of the 14th.
  ['03-18 09:00', '“apr” ends in 28 days'],
  ['04-01 09:00', '“apr” ends in 14 days'],
  ['04-14 20:00', '“apr” ends in 13 hours'],
  ['04-15 09:00', '“apr” expired just now'],
  // Snoozed for a week on 1 May, and replaced at noon on the 14th.
  ['04-17 09:00', '“may” ends in 28 days'],
  ['05-01 09:00', '“may” ends in 14 days'],
  ['05-08 10:00', '“may” ends in 7 days'],
  ['05-12 09:00', '“may” ends in 3 days'],
  ['05-14 09:00', '“may” ends in 24 hours'],
  // Two keys, both replaced on 13 June.
  ['05-18 09:00', '2 keys are due'],
  ['06-01 09:00', '2 keys are due'],
  ['06-12 09:00', '2 keys are due'],
  // No weekends from July on; 18 July, 1, 14 and 15 August are some.
  ['07-19 00:00', '“aug” ends in 27 days'],
  ['08-02 00:00', '“aug” ends in 13 days'],
  ['08-12 09:00', '“aug” ends in 3 days'],
  // It ends on a Sunday: the last word comes on the Friday before.
  ['08-13 12:00', '“aug” ends in 45 hours'],
  ['08-16 00:00', '“aug” expired 15 hours ago'],
  // Weekends again from 17 August on, and nothing between ten at night and ten in the morning.
  ['08-18 10:00', '“sep” ends in 28 days'],
  ['09-01 10:00', '“sep” ends in 14 days'],
  ['09-12 10:00', '“sep” ends in 3 days'],
  ['09-14 10:00', '“sep” ends in 23 hours'],
  ['09-15 10:00', '“sep” expired 1 hour ago'],
  // On 1 October the clock runs twenty days ahead for an hour. What was told then is not told again.
  ['09-17 09:00', '“oct” ends in 28 days'],
  ['10-01 09:00', '“oct” ends in 14 days'],
  ['10-21 12:00', '2 keys are due'],
  ['10-12 09:00', '“oct” ends in 3 days'],
  ['10-14 09:00', '“oct” ends in 24 hours'],
  // Nobody shows notifications on 12 November.
  ['11-01 09:00', '“nov” ends in 14 days'],
  ['11-13 00:00', '“nov” ends in 2 days'],
  ['11-14 09:00', '“nov” ends in 24 hours'],
  ['11-15 09:00', '“nov” expired just now'],
  // Paused on 12 December.
  ['11-17 09:00', '“dec” ends in 28 days'],
  ['12-01 09:00', '“dec” ends in 14 days'],
  ['12-13 00:00', '“dec” ends in 2 days'],
  ['12-14 09:00', '“dec” ends in 24 hours'],
  ['12-15 09:00', '“dec” expired just now'],
];

test('a year of twelve keys: every notification is one of the table, and all of the table are shown', async () => {
  const clock = fakeClock(momentOf('01-01 09:00'));
  const opened = openUse({ clock, ruleCards: [{ ...probedCard, reminders: stages }] });
  const { timeParts, notifier, keyBook, keyPlans, store, inventory } = opened;
  const ids = new Map<string, KeyId>(
    Object.entries(ends).map(([label, day]) => {
      const expiresAt = momentOf(`${day} 09:00`);
      return [label, opened.held(`canary-${label}-AB12C`, { label, expiresAt })];
    }),
  );
  const idOf = (name: Name): KeyId => keyId.parse(ids.get(name));
  const replace = (name: Name): void => {
    const key = { ...keyBook.find(idOf(name)), replacedBy: keyId.parse('a-new-one') };
    keyBook.save([{ key, events: [] }]);
  };
  const remind = (part: object): void => {
    const { reminders } = store.read().settings;
    opened.chosenSettings.change({ reminders: { ...reminders, ...part } });
  };
  let isOff = false;
  const life: Record<string, () => void> = {
    '02-05 10:00': () => replace('feb'),
    '03-10 10:00': () => {
      const key = { ...keyBook.find(idOf('mar')), retiredAt: clock.now().toISOString() };
      keyBook.save([{ key, events: [] }]);
    },
    '04-02 00:00': () => {
      isOff = true;
    },
    '04-14 20:00': () => {
      isOff = false;
    },
    '05-01 10:00': () => keyPlans.snooze({ keyIds: [idOf('may')], until: momentOf('05-08 10:00') }),
    '05-14 12:00': () => replace('may'),
    '06-13 10:00': () => {
      replace('jun');
      replace('jul');
    },
    '07-01 00:00': () => remind({ isQuietAtWeekends: true }),
    '08-17 00:00': () =>
      remind({ isQuietAtWeekends: false, quietHours: { from: '22:00', to: '10:00' } }),
    '09-16 00:00': () => remind({ quietHours: null }),
    '10-01 12:00': () => clock.set(momentOf('10-21 12:00')),
    '10-21 13:00': () => {
      if (Date.parse(momentOf('10-21 13:00')) - clock.steadyMs() > hourMs) {
        clock.set(momentOf('10-01 13:00'));
      }
    },
    '11-12 00:00': () => {
      notifier.isThere = false;
    },
    '11-13 00:00': () => {
      notifier.isThere = true;
    },
    '12-12 00:00': () => timeParts.reminding.pause(momentOf('12-13 00:00')),
  };

  const fired: string[][] = [];
  while (clock.now().getTime() < Date.parse(momentOf('12-31 00:00'))) {
    life[wordsOf(clock.now())]?.();
    const before = notifier.shown.length;
    if (!isOff) {
      inventory.refresh();
      await timeParts.tick();
    }
    const news = notifier.shown.slice(before);
    fired.push(...news.map(({ title }) => [wordsOf(clock.now()), title]));
    clock.move(hourMs);
  }
  expect(fired).toEqual(expected);
});

/** In Singapore, as all days here. */
function momentOf(words: string): string {
  return new Date(`2027-${words.replace(' ', 'T')}:00+08:00`).toISOString();
}

function wordsOf(moment: Date): string {
  const there = new Date(moment.getTime() + 8 * hourMs).toISOString();
  return `${there.slice(5, 10)} ${there.slice(11, 16)}`;
}
