import { says, startOldFirst } from './rotating-steps.mjs';
import { bringListedKeys } from './held-keys.mjs';
import { openKeys, signInAtSandbox } from './steps.mjs';
import { stop } from './stop.mjs';

const label = 'newsletter (quarterly)';

export const stops = [
  stop(async ({ page, app, take }) => {
    await signInAtSandbox(page);
    await bringListedKeys(page, app, [label]);
    await openKeys(page);
    await page.getByRole('row').filter({ hasText: label }).click();
    const panel = page.getByRole('complementary', { name: /^Details of/ });
    await panel.getByRole('region', { name: 'Reminders' }).getByRole('button').click();
    await page.getByRole('dialog').waitFor();
    await take('reminders-of-a-key');
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'This key leaked…' }).waitFor();
    await take('key-menu');
    await page.getByRole('menuitem', { name: 'This key leaked…' }).click();
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await take('leaked');
    await startOldFirst(page, label);
    await says(page, 'Put the new key into your tools');
    await take('leaked-new-key');
  }),
];
