import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type SaveDialogOptions } from 'electron';
import type { OutFiles } from '../core/ports.ts';
import { placeOfOutFile, writeOutFile } from './out-file.ts';

const kinds = {
  ics: { name: 'Calendar', title: 'Save the calendar' },
  csv: { name: 'Table (CSV)', title: 'Save the report' },
  json: { name: 'JSON', title: 'Save the report' },
  pdf: { name: 'PDF', title: 'Save the report' },
} as const;

/** What is written for the user, where the user has chosen. */
export function createOutFiles(windowOf: () => BrowserWindow | null): OutFiles {
  return {
    async choose(suggestion, kind) {
      const { name, title } = kinds[kind];
      const options: SaveDialogOptions = {
        title,
        defaultPath: join(app.getPath('documents'), suggestion),
        filters: [{ name, extensions: [kind] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      };
      const window = windowOf();
      const { filePath, canceled } = window
        ? await dialog.showSaveDialog(window, options)
        : await dialog.showSaveDialog(options);
      return canceled || filePath === '' ? null : placeOfOutFile(filePath, kind);
    },
    write: writeOutFile,
  };
}
