import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import type { HandOnParts } from './hand-on-parts.ts';
import type { KeyParts } from './key-parts.ts';
import type { TimeParts } from './time-parts.ts';

type TimeCall = Extract<
  CallName,
  | 'setStages'
  | 'pauseReminders'
  | 'exportCalendar'
  | 'chooseCalendarFile'
  | 'exportReport'
  | 'readReminder'
  | 'replaceContact'
  | 'cancelContactRun'
  | 'dismissContactRun'
>;

/** What each Call about reminders and what is handed on of them does. */
export function createTimeHandlers(
  { inventory, keyPlans }: KeyParts,
  { reminding }: TimeParts,
  handOnParts: HandOnParts,
): Pick<Handlers, TimeCall> {
  return {
    setStages(wish) {
      for (const keyId of wish.keyIds) inventory.find(keyId);
      keyPlans.setStages(wish);
      return null;
    },
    pauseReminders({ until }) {
      reminding.pause(until);
      return null;
    },
    exportCalendar: async ({ keyIds }) => ({
      file: await handOnParts.calendarFile.exportTo(keyIds),
    }),
    chooseCalendarFile: async () => ({ file: await handOnParts.calendarFile.choose() }),
    exportReport: (wish) => handOnParts.exportReport(wish),
    readReminder: () => handOnParts.readReminder(),
    replaceContact(wish) {
      for (const keyId of wish.keyIds) inventory.find(keyId);
      handOnParts.contactRuns.begin(wish);
      return null;
    },
    cancelContactRun() {
      handOnParts.contactRuns.cancel();
      return null;
    },
    dismissContactRun() {
      handOnParts.contactRuns.dismiss();
      return null;
    },
  };
}
