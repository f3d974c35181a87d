import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { shownLabel } from '../../shared/shown-label.ts';
import type { Questions } from '../core/ports.ts';

const lossOfOne =
  'It is not in your keychain yet. If Keyturn quits now, nobody has it, and it works on at the service until it is retired there.';
const lossOfMany =
  'They are not in your keychain yet. If Keyturn quits now, nobody has them, and they work on at the service until they are retired there.';

/** Questions that cannot be put in our own window, since it is about to close. */
export function createQuestions(windowOf: () => BrowserWindow | null): Questions {
  return {
    async mayLose(keys, isNaming, takenBack) {
      const names = keys
        .map(({ label, lastFive }) =>
          lastFive === null
            ? `${shownLabel(label)}, which its service is making just now`
            : `${shownLabel(label)} •••••${lastFive}`,
        )
        .join('\n');
      const isOne = keys.length === 1;
      const loss = isOne ? lossOfOne : lossOfMany;
      const options: MessageBoxOptions = {
        type: 'warning',
        title: 'Keyturn',
        message: isOne ? 'A new key is not saved yet' : `${keys.length} new keys are not saved yet`,
        detail: isNaming ? `${names}\n\n${loss}` : loss,
        buttons: ['Stay', isOne ? 'Quit and lose it' : 'Quit and lose them'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: signalOf(takenBack),
      };
      const window = windowOf();
      const { response } = window
        ? await dialog.showMessageBox(window, options)
        : await dialog.showMessageBox(options);
      return response === 1;
    },
  };
}

function signalOf(takenBack: Promise<void>): AbortSignal {
  const controller = new AbortController();
  void takenBack.then(() => controller.abort());
  return controller.signal;
}
