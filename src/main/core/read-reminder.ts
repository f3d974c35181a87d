import type { ReminderMail } from '../../shared/reminder-mail.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import { findKeys } from './find-keys.ts';
import type { Inventory } from './inventory.ts';
import type { Clipboard, Clock } from './ports.ts';
import { blotted, reminderMailOf } from './reminder-mail-of.ts';

/** Which of our keys a service's reminder speaks of, read from the clipboard. */
export type ReadReminder = () => Promise<ReminderMail>;

interface World {
  book: AccountBook;
  inventory: Inventory;
  clipboard: Clipboard;
  clock: Clock;
}

export function createReadReminder({ book, inventory, clipboard, clock }: World): ReadReminder {
  return async function readReminder() {
    const there = await clipboard.read();
    const text = there?.secret.reveal() ?? '';
    // A mail has no key in it. If this text has one, it goes no further than this.
    const secrets = findKeys(text, book.cards()).map(({ secret }) => secret.reveal());
    const mail = reminderMailOf(blotted(text, secrets), inventory.all(), clock.now());
    if (mail === null) throw new FailureError({ code: 'nothing-found' });
    return mail;
  };
}
