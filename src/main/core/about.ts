import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import { FailureError } from './failure-error.ts';
import type { AppWindow, Folders, Licences } from './ports.ts';
import type { StateStore } from './state-store.ts';
import type { UpdateCheck } from './update-check.ts';

interface World {
  store: StateStore;
  licences: Licences;
  folders: Folders;
  updateCheck: UpdateCheck;
}

type AboutCall = Extract<
  CallName,
  'readLicences' | 'openDataFolder' | 'checkForUpdate' | 'openReleasePage'
>;

export type AboutHandlers = Pick<Handlers, AboutCall>;

/** What each Call about Keyturn itself does. */
export function createAboutHandlers(world: World): AboutHandlers {
  const { store, licences, folders, updateCheck } = world;
  return {
    readLicences: async () => ({ packages: await licences.read() }),
    async openDataFolder() {
      const { status, folder } = store.read().dataFolder;
      if (status !== 'ok') throw new FailureError({ code: 'file-unreadable' });
      await folders.open(folder);
      return null;
    },
    async checkForUpdate() {
      await updateCheck.ask();
      return null;
    },
    async openReleasePage() {
      await updateCheck.openPage();
      return null;
    },
  };
}

/** The app's menu asks for it, perhaps while there is no window. */
export function askForAbout(store: StateStore, appWindow: AppWindow): void {
  appWindow.bringForward();
  store.change({ aboutAskedCount: store.read().aboutAskedCount + 1 });
}
