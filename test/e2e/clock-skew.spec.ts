import {
  dialogOf,
  expect,
  goToAccount,
  openSignedIn,
  press,
  rowsOf,
  signIn,
  test,
} from './at-sandbox.ts';

const minuteMs = 60_000;

test('a service whose clock differs is reckoned with by its own time, and the page says so', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  const main = page.getByRole('main');
  const first = rowsOf(page).filter({ hasText: 'forms-portal production' });
  await expect(first).toContainText('Not held here');
  await expect(main).not.toContainText('The clock of');

  await sandbox.moveClock({ moveMs: 14 * minuteMs });
  await press(page, 'Sync now');
  await expect(main).toContainText(
    'The clock of this computer is 14 minutes behind the service’s. Expiry is reckoned with the service’s time.',
  );

  // Also beside the days that the key has, where it is looked at.
  await first.click();
  const panel = page.getByRole('complementary', { name: 'Details of forms-portal production' });
  await expect(panel.getByRole('region', { name: 'Expiry' })).toContainText(
    'The clock of this computer is 14 minutes behind the service’s.',
  );
  await press(panel, 'Close details');

  // By the clock of this computer, the key has days to go.
  await sandbox.moveClock({ toNextExpiry: true });
  await sandbox.moveClock({ moveMs: 2 * minuteMs });
  await press(page, 'Sync now');
  await expect(dialogOf(page)).toContainText('The session has ended');
  await signIn(page, sandbox);
  await expect(first).toContainText('Expired');
  await expect(main).toContainText(/is \d days behind the service’s/);

  await sandbox.moveClock({ reset: true });
  await press(page, 'Sync now');
  await expect(first).toContainText('Not held here');
  await expect(main).not.toContainText('The clock of');
});

test('the sandbox in the app has a clock of its own, which is said of it', async ({ openApp }) => {
  const { page } = await openApp();
  await press(page, 'Try it in the sandbox');
  await press(dialogOf(page), 'Sign in');
  await expect(rowsOf(page)).toHaveCount(13);
  await goToAccount(page, 'Sandbox Postman');
  const address = await page.getByText(/http:\/\/127\.0\.0\.1:\d+\/postman/).innerText();
  const body = JSON.stringify({ moveMs: 3 * 60 * minuteMs });
  const headers = { 'content-type': 'application/json' };
  await fetch(new URL('/control/clock', address), { method: 'POST', headers, body });
  await press(page, 'Sync now');
  await expect(page.getByRole('main')).toContainText(
    'The clock of the sandbox is 3 hours ahead of this computer’s.',
  );
});
