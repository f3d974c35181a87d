import type { KeptKey } from '../../../src/main/core/kept.ts';
import type { KeyId, KeyRow } from '../../../src/shared/key.ts';
import { createLockParts } from '../../../src/main/core/lock-parts.ts';
import { createAboutParts } from '../../../src/main/core/about-parts.ts';
import { createUseParts } from '../../../src/main/core/use-parts.ts';
import { createTimeParts } from '../../../src/main/core/time-parts.ts';
import { fakeAbout } from '../../fakes/about.ts';
import { fakeAppWindow } from '../../fakes/app-window.ts';
import { fakeIdle } from '../../fakes/idle.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { fakeLoginStart } from '../../fakes/login-start.ts';
import { fakeNotifier } from '../../fakes/notifier.ts';
import { fakeShortcut } from '../../fakes/shortcut.ts';
import { fakeTheme } from '../../fakes/theme.ts';
import { fakeTray } from '../../fakes/tray.ts';
import { fakeUserCheck } from '../../fakes/user-check.ts';
import type { RuleCard } from '../../../src/shared/service.ts';
import { apiCard, guidedCard } from '../../fakes/rule-cards.ts';
import { dataGovCard, openAccounts } from './open-accounts.ts';

export const canary = 'canary-key-+/1234-AB12C';

const probe: RuleCard['probe'] = { path: '/probe', rules: [], spendsQuota: false, pace: null };
export const probedCard: RuleCard = { ...apiCard, probe };
export const probedGuidedCard: RuleCard = { ...guidedCard, probe };

/** Everything that uses held keys, over fakes, with one account at an API service. */
export function openUse(earlier: Parameters<typeof openAccounts>[0] = {}) {
  const accounts = openAccounts({
    ruleCards: [probedCard, dataGovCard, probedGuidedCard],
    ...earlier,
  });
  const appWindow = fakeAppWindow();
  const shortcut = fakeShortcut();
  const theme = fakeTheme();
  const loginStart = fakeLoginStart();
  const notifier = fakeNotifier();
  const tray = fakeTray();
  let quitCount = 0;
  const useParts = createUseParts({
    ...accounts,
    accountParts: accounts,
    keyParts: accounts,
    appWindow,
    shortcut,
    theme,
    loginStart,
  });
  const idle = fakeIdle();
  const userCheck = fakeUserCheck();
  const lockParts = createLockParts({
    ...accounts,
    accountParts: accounts,
    keyParts: accounts,
    useParts,
    appWindow,
    idle,
    userCheck,
  });
  const timeParts = createTimeParts({
    ...accounts,
    accountParts: accounts,
    keyParts: accounts,
    useParts,
    notifier,
    tray,
    appWindow,
    locking: lockParts.locking,
    quit: () => (quitCount += 1),
    steadyMs: () => accounts.clock.steadyMs(),
  });
  const about = fakeAbout();
  const aboutParts = createAboutParts({
    ...accounts,
    ...about,
    keyParts: accounts,
    useParts,
    timeParts,
    appWindow,
    browser: about.releaseBrowser,
  });
  const [known] = accounts.book.all();
  const accountId = known?.account.id ?? accounts.accounts.add(accounts.wish);

  /** A key that is held, with its secret in the keychain. */
  function held(secret: string, part: Partial<KeptKey> = {}): KeyId {
    const key = keptKey({ accountId, remoteId: null, lastFive: secret.slice(-5), ...part });
    accounts.keychain.items.set(key.itemName, secret);
    accounts.keyBook.save([{ key, events: [] }]);
    return key.id;
  }

  function row(id: KeyId): KeyRow {
    return accounts.inventory.find(id);
  }

  /** What happened to a key, newest first. */
  function history(id: KeyId): string[] {
    return accounts.records.eventsOf(id).map(({ kind, detail }) => `${kind} ${detail}`.trim());
  }

  return {
    ...accounts,
    ...useParts,
    appWindow,
    shortcut,
    theme,
    loginStart,
    notifier,
    tray,
    timeParts,
    idle,
    userCheck,
    lockParts,
    ...lockParts,
    about,
    aboutParts,
    aboutHandlers: aboutParts.aboutHandlers,
    links: aboutParts.links,
    quitCount: () => quitCount,
    accountId,
    held,
    row,
    history,
  };
}
