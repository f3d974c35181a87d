import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { openDisplay, openSession, type Keyring } from '../../scripts/desktop-session.mjs';
import { launch } from '../../scripts/launch.mjs';

/** The built app in a real window, in a desktop of its own. */
export interface OpenApp {
  app: ElectronApplication;
  page: Page;
  session: Session;
}
export type Session = Awaited<ReturnType<typeof openSession>>;

interface Wish {
  keyring?: Keyring;
  /** An earlier session, to open the app in the same home again. */
  session?: Session;
  env?: Record<string, string>;
  switches?: string[];
  /** What else stands on the command line. */
  words?: string[];
}

export interface TestFixtures {
  openApp: (wish?: Wish) => Promise<OpenApp>;
  openHome: (keyring?: Keyring) => Promise<Session>;
}

export const electron = process.env['KEYTURN_ELECTRON'] ?? '';

export const test = base.extend<TestFixtures, { display: string }>({
  display: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed here.
    async ({}, use) => {
      await using display = await openDisplay();
      await use(display.name);
    },
    { scope: 'worker' },
  ],

  async openHome({ display }, use) {
    await using stack = new AsyncDisposableStack();
    await use(async (keyring = 'open') => stack.use(await openSession({ display, keyring })));
  },

  async openApp({ openHome }, use) {
    const apps: ElectronApplication[] = [];
    await use(async ({ keyring, session, env = {}, switches = [], words = [] } = {}) => {
      const home = session ?? (await openHome(keyring));
      const opened = await launch(electron, { ...home.env, ...env }, { switches, words });
      apps.push(opened.app);
      return { ...opened, session: home };
    });
    for (const app of apps) await app.close();
  },
});

export { expect } from '@playwright/test';
