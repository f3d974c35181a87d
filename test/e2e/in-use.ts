import { spawn } from 'node:child_process';
import type { Page } from '@playwright/test';
import { run } from '../../scripts/children.mjs';
import type { AccountId } from '../../src/shared/account.ts';
import type { CallName, Request, Response } from '../../src/shared/contract.ts';
import type { Result } from '../../src/shared/failure.ts';
import type { KeyId } from '../../src/shared/key.ts';
import type { State } from '../../src/shared/state.ts';
import type { OpenApp, Session } from './app.ts';

/** A Call as the page makes it; what fails here fails the test. */
export async function call<Name extends CallName>(
  page: Page,
  name: Name,
  request: Request<Name>,
): Promise<Response<Name>> {
  const result = await tryCall(page, name, request);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
  return result.value;
}

export async function tryCall<Name extends CallName>(
  page: Page,
  name: Name,
  request: Request<Name>,
): Promise<Result<Response<Name>>> {
  const text = await page.evaluate(
    async ([one, wish]) => {
      const result: unknown = await Reflect.apply(Reflect.get(window.bridge, 'call'), null, [
        one,
        wish,
      ]);
      return JSON.stringify(result);
    },
    [name, request],
  );
  const result: Result<Response<Name>> = JSON.parse(text);
  return result;
}

/** From now on the app ends with its window. */
export async function endWithWindow(page: Page): Promise<void> {
  await call(page, 'changeSettings', { staysInBackground: false });
}

export const stateOf = (page: Page): Promise<State> => call(page, 'readState', {});

/** The clipboard as another program of the desktop sees it; null if nothing is there. */
export async function pasteElsewhere({ env }: Pick<Session, 'env'>): Promise<string | null> {
  const { status, output } = await run('xclip', ['-o', '-selection', 'clipboard'], { env });
  return status === 0 ? output : null;
}

/** What a press of the middle button would paste: X11 keeps what is marked beside what is copied. */
export async function markedElsewhere({ env }: Session): Promise<string | null> {
  const { status, output } = await run('xclip', ['-o', '-selection', 'primary'], { env });
  return status === 0 && output !== '' ? output : null;
}

/** Another program copies something. It holds it until a third one does. */
export async function copyElsewhere(session: Pick<Session, 'env'>, text: string): Promise<void> {
  const program = spawn('xclip', ['-i', '-selection', 'clipboard', '-quiet'], {
    env: session.env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  program.stdin.end(text);
  while ((await pasteElsewhere(session)) !== text) {
    if (program.exitCode !== null) throw new Error('xclip has ended');
  }
}

/** Where nobody answers, on this computer: to ask for a name would go out of it. */
const nobody = 'http://127.0.0.1:9';

/** An account at a service whose keys are brought along. */
export async function addBroughtAccount(page: Page): Promise<AccountId> {
  const place = { address: `${nobody}/v1` };
  const email = 'officer@agency.gov.sg';
  const wish = { serviceId: 'postman-v1', place, name: 'Ours', email, parameters: {} };
  return (await call(page, 'addAccount', wish)).accountId;
}

/** Brings a key in as its owner would: it is copied elsewhere, and Keyturn looks into the clipboard. */
export async function bringKey(
  page: Page,
  session: Session,
  { accountId, label, secret }: { accountId: AccountId; label: string; secret: string },
): Promise<KeyId> {
  await copyElsewhere(session, secret);
  const { intakeId, candidates } = await call(page, 'readClipboard', {});
  const [found] = candidates;
  if (!found) throw new Error('no key was found in the clipboard');
  const pick = { number: found.number, accountId, listedAs: null, label, expiresAt: null };
  const { keyIds } = await call(page, 'keepKeys', { intakeId, picks: [pick] });
  const [id] = keyIds;
  if (!id) throw new Error('the key was not kept');
  return id;
}

/** Notes what would have been opened in the user's browser. */
export async function watchBrowser({ app }: OpenApp): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedPages', opened);
    shell.openExternal = async (url) => void opened.push(url);
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'openedPages') as string[]);
}

/** The desktop says that its screen is locked. */
export async function lockScreen({ env }: Session): Promise<void> {
  const signal = ['/screen', 'org.gnome.ScreenSaver.ActiveChanged', 'boolean:true'];
  await run('dbus-send', ['--session', '--type=signal', ...signal], { env });
}
