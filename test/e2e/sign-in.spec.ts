import { openTestSandbox } from '../sandbox/sandbox-client.ts';
import {
  addAccount,
  dialogOf,
  expect,
  openSignedIn,
  postman,
  press,
  rowsOf,
  signIn,
  test,
} from './at-sandbox.ts';

test('wrong codes are counted, and the words say what to do', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address);
  await press(dialogOf(page), 'Send code');
  const alert = dialogOf(page).getByRole('alert');
  for (const left of ['3 tries left', '2 tries left', '1 try left']) {
    await page.getByLabel('One-time code').fill('WRONG1');
    await press(dialogOf(page), 'Sign in');
    await expect(dialogOf(page)).toContainText(left);
    await expect(alert).toContainText('ask for a new code');
  }
  await page.getByLabel('One-time code').fill('WRONG1');
  await press(dialogOf(page), 'Sign in');
  await expect(alert).toHaveText('No tries are left with this code. Send a new one.');
  await expect(dialogOf(page).getByRole('button', { name: 'Sign in' })).toBeDisabled();
  await expect(dialogOf(page)).toContainText(/New code in \d+ s/);
});

test('a new code may be asked for once the wait is over', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await page.clock.install();
  await addAccount(page, sandbox.address);
  await press(dialogOf(page), 'Send code');
  await page.getByLabel('One-time code').waitFor();
  await sandbox.moveClock({ moveMs: 31_000 });
  await page.clock.fastForward(31_000);
  await press(dialogOf(page), 'Send a new code');
  await expect.poll(async () => (await sandbox.mails()).filter(isCode).length).toBe(2);
});

const isCode = ({ subject }: { subject: string }): boolean => subject.includes('one-time');

test('somebody whom the service does not let in is told so', async ({ openApp, sandbox }) => {
  const { page } = await openApp();
  await addAccount(page, sandbox.address, { ...postman, email: 'someone@example.org' });
  await press(dialogOf(page), 'Send code');
  await expect(dialogOf(page).getByRole('alert')).toContainText('does not let this e-mail address');
});

test('a session that ends in the middle: signed in again where one stands, and the sync goes on', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);

  await sandbox.moveClock({ moveMs: 60_000 });
  const cookie = await sandbox.signIn();
  await sandbox.createKey(cookie, 'made elsewhere');
  await sandbox.setFault({ route: 'postman.list', fault: 'end-session', times: 1 });
  await press(page, 'Sync now');
  await expect(dialogOf(page)).toContainText('The session has ended');
  await expect(page.getByRole('navigation')).toContainText('Signed out');
  await sandbox.moveClock({ moveMs: 60_000 });
  await signIn(page, sandbox);
  await expect(page.getByRole('gridcell', { name: 'made elsewhere', exact: true })).toBeVisible();
});

test('who would not sign in again is signed out, and sees the list as it was', async ({
  openApp,
  sandbox,
}) => {
  const { page } = await openSignedIn(openApp, sandbox);
  await sandbox.setFault({ route: 'postman.list', fault: 'end-session', times: 1 });
  await press(page, 'Sync now');
  await dialogOf(page).waitFor();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('the session has ended');
  await expect(rowsOf(page)).toHaveCount(13);
});

test('a service out of reach says nothing of the session, and is noticed when it is back', async ({
  openApp,
}) => {
  let sandbox = await openTestSandbox({ isEmpty: false });
  const { port } = sandbox;
  const { page } = await openSignedIn(openApp, sandbox);
  await sandbox[Symbol.asyncDispose]();
  await press(page, 'Sync now');
  await expect(page.getByRole('alert')).toContainText('Nothing answers at this address');
  await expect(page.getByRole('main')).toContainText('Unreachable since');
  await expect(page.getByRole('main')).toContainText('Signed in until');
  await expect(page.getByRole('navigation')).toContainText('Unreachable');
  await expect(rowsOf(page)).toHaveCount(13);

  // Another one at the same place, which does not know the session.
  sandbox = await openTestSandbox({ isEmpty: false, port });
  await press(page, 'Sync now');
  await expect(dialogOf(page)).toContainText('The session has ended');
  await expect(page.getByRole('navigation')).not.toContainText('Unreachable');
  await sandbox[Symbol.asyncDispose]();
});
