import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { Files } from '../core/ports.ts';
import { readPlainFile } from './plain-file.ts';

/** What the user drops or chooses. Anything but a plain file is refused. */
export function createFiles(windowOf: () => BrowserWindow | null): Files {
  return {
    read: readPlainFile,
    async choose() {
      // The file that most have, `.env`, is a hidden one.
      const options: OpenDialogOptions = {
        title: 'Choose a file with keys',
        properties: ['openFile', 'showHiddenFiles'],
      };
      const window = windowOf();
      const { filePaths } = window
        ? await dialog.showOpenDialog(window, options)
        : await dialog.showOpenDialog(options);
      return filePaths[0] ?? null;
    },
  };
}
