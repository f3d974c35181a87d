import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import { FailureError } from './failure-error.ts';
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
    exportCalendar: refused,
    chooseCalendarFile: refused,
    exportReport: refused,
    readReminder: refused,
    replaceContact: refused,
    cancelContactRun: refused,
    dismissContactRun: refused,
  };
}

function refused(): never {
  throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
