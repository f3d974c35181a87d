import {
  confirmOld,
  openRotateDialog,
  openRotateDialogAtDataGov,
  openRotateDialogByHand,
  putIntoTools,
  says,
  startRotation,
} from './rotating-steps.mjs';
import { openInventory, setFault } from './steps.mjs';
import { stop } from './stop.mjs';

export const stops = [
  stop(async ({ page, take }) => {
    await openInventory(page);
    await page.getByRole('button', { name: 'Plan…' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^All \d+ keys$/)
      .click();
    await take('plan-rotations');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Rotate…' }).click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await take('rotate-several');
    await page.getByRole('button', { name: /^Start \d+ rotations$/ }).click();
    await page.getByText('2 of 2 new keys in use').waitFor();
    await take('rotations');
  }),
  stop(async ({ page, take }) => {
    await openRotateDialog(page);
    await take('rotate');
    await startRotation(page);
    await take('rotation');
    await putIntoTools(page);
    await says(page, 'Both keys work for now');
    await take('rotation-both-work', { scheme: 'dark' });
    const retire = await confirmOld(page, 'Retire it now…', 'Retire for ever');
    await take('rotation-retire');
    await retire();
    await says(page, 'The key is rotated');
    await take('rotation-done');
  }),
  stop(async ({ page, take }) => {
    await openRotateDialogAtDataGov(page);
    await startRotation(page);
    await page.getByRole('button', { name: 'All tools have it' }).click();
    const retire = await confirmOld(page, 'Retire the old key…', 'Retire for ever');
    await retire();
    await says(page, 'The key is rotated');
    await take('rotation-at-data-gov');
  }),
  stop(async ({ page, app, take }) => {
    const { pages, id } = await openRotateDialogByHand(page, app);
    await page.getByRole('button', { name: 'Start rotation' }).click();
    await says(page, 'Make the new key and paste it');
    await take('rotation-by-hand-new-key');
    const { apiKey } = await pages.make('alerts, the next');
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), apiKey);
    await page.getByRole('button', { name: /^Paste the new key/ }).click();
    await page.getByRole('dialog').getByLabel('No expiry').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep key' }).click();
    await says(page, 'Put the new key into your tools');
    await page.getByRole('button', { name: 'All tools have it' }).click();
    const goOn = await confirmOld(page, 'Retire it now…', 'Go on to delete it');
    await goOn();
    await says(page, 'Delete the old key at the service');
    await take('rotation-by-hand-old-key');
    await pages.remove(id);
    await page.getByRole('button', { name: 'I have deleted it' }).click();
    await says(page, 'The key is rotated');
    await take('rotation-by-hand-done');
  }),
  stop(async ({ page, take }) => {
    await openRotateDialog(page);
    await setFault(page, { route: 'postman.create', fault: 'end-session', times: 1 });
    await page.getByRole('button', { name: 'Start rotation' }).click();
    await says(page, 'Sign in to go on');
    await take('rotation-session-ended');
  }),
  stop(async ({ page, take }) => {
    await openRotateDialog(page);
    await setFault(page, { route: 'postman.create', fault: 'reset-after', times: 1 });
    await page.getByRole('button', { name: 'Start rotation' }).click();
    await says(page, 'The new key was made and never arrived');
    await take('rotation-answer-lost');
  }),
];
