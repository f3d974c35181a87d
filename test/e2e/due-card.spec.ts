import type { Locator, Page } from '@playwright/test';
import {
  addAccount,
  dialogOf,
  expect,
  openApp as open,
  postmanAt,
  press,
  signIn,
  test,
} from './rotating-many.ts';

const cardOf = (page: Page): Locator => page.getByRole('region', { name: 'Keys to rotate' });
const rowOf = (page: Page, label: string): Locator =>
  page.getByRole('row').filter({ hasText: label });

test('the card names what is due, is silent when it is snoozed, and speaks again when that is over', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await open(openApp);
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await expect(cardOf(page)).toContainText(/^2 keys to rotate, the first before /);
  await expect(cardOf(page)).toContainText('forms-portal production, appointment-reminders');

  // What is selected is what is rotated: there is one button for it at a time.
  await rowOf(page, 'grants-notifier').first().getByRole('checkbox').click();
  const selected = page.getByRole('region', { name: 'Selected keys' });
  await expect(selected.getByRole('button', { name: 'Rotate…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate…' })).toHaveCount(1);
  await expect(cardOf(page)).toBeVisible();
  await press(selected, 'Clear selection');
  await expect(cardOf(page).getByRole('button', { name: 'Rotate…' })).toBeVisible();

  await snooze(page, 'For a day');
  await expect(cardOf(page)).toHaveCount(0);
  await expect(page.getByText(/^You will hear of these 2 keys again on/)).toBeVisible();
  await expect(page.locator(':focus')).toHaveRole('row');
  await press(page, 'Undo');
  await expect(cardOf(page)).toBeVisible();

  await snooze(page, 'For a day');
  await expect(cardOf(page)).toHaveCount(0);
  // One of the two is heard of again before, from its panel.
  await rowOf(page, 'appointment-reminders').click();
  await expect(page.getByText(/^Snoozed until/)).toBeVisible();
  await press(page, 'Hear of it again');
  await expect(cardOf(page)).toContainText(/^1 key to rotate before /);

  await snooze(page, 'Until a date…');
  const field = dialogOf(page).getByLabel('Hear of it again on');
  await field.fill('2020-01-01');
  await press(dialogOf(page), 'Snooze');
  await expect(field).toHaveAccessibleDescription('Choose a day after today.');
  await field.fill(dateIn(3));
  await press(dialogOf(page), 'Snooze');
  await expect(cardOf(page)).toHaveCount(0);

  // A day for the one, three for the other.
  await moveClock(page, 2);
  await expect(cardOf(page)).toContainText('forms-portal production');
  await expect(cardOf(page)).not.toContainText('appointment-reminders');
  await moveClock(page, 3);
  await expect(cardOf(page)).toContainText('forms-portal production, appointment-reminders');
});

test('days are proposed for all keys, changed by hand, accepted, and shown in the list and with the key', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await open(openApp);
  await signIn(page, sandbox, await addAccount(page, postmanAt(sandbox)));
  await press(cardOf(page), 'Plan…');
  const dialog = dialogOf(page);
  const daysOf = dialog.getByRole('list', { name: 'Days' }).getByRole('listitem');
  await expect(daysOf).toHaveCount(2);
  await dialog.getByText('All 10 keys').click();
  await expect(daysOf).toHaveCount(10);
  await expect(dialog).toContainText(/10 keys over \d+ weeks, at most \d in one/);

  const day = dialog.getByLabel('Rotate newsletter (quarterly) by');
  await day.fill(dateIn(100));
  await expect(day).toHaveAccessibleDescription('The key has ended by then.');
  await press(dialog, 'Accept for 10 keys');
  await expect(dialog).toContainText('Some days cannot be kept.');
  await day.fill(dateIn(30));
  await press(dialog, 'Accept for 10 keys');
  await expect(dialog).toHaveCount(0);

  await expect(rowOf(page, 'newsletter (quarterly)')).toContainText(/Rotate by /);
  await rowOf(page, 'newsletter (quarterly)').click();
  const panel = page.getByRole('complementary', { name: /^Details of newsletter/ });
  await expect(panel).toContainText(/Rotate by /);
  await expect(cardOf(page)).not.toContainText('newsletter');
  await moveClock(page, 28);
  await expect(cardOf(page)).toContainText('newsletter (quarterly)');
  await press(panel, 'Change day…');
  await dialogOf(page).getByLabel('Rotate newsletter (quarterly) by').fill('');
  await press(dialogOf(page), 'Accept for 1 key');
  await expect(panel).not.toContainText(/Rotate by /);
});

async function snooze(page: Page, choice: string): Promise<void> {
  await press(cardOf(page), 'Snooze');
  await page.getByRole('menuitem', { name: choice }).click();
}

function momentIn(days: number): Date {
  const moment = new Date();
  moment.setDate(moment.getDate() + days);
  return moment;
}

/** As a field for days takes it, in the zone of the session. */
function dateIn(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Singapore' }).format(momentIn(days));
}

/** Of the window alone; it looks at the time when it comes to the front. */
async function moveClock(page: Page, days: number): Promise<void> {
  await page.clock.setFixedTime(momentIn(days));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}
