import { shell } from 'electron';
import { FailureError } from '../core/failure-error.ts';
import type { Folders } from '../core/ports.ts';

export const systemFolders: Folders = {
  async open(folder) {
    const complaint = await shell.openPath(folder);
    if (complaint !== '') throw new FailureError({ code: 'file-unreadable' });
  },
};
