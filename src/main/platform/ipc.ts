import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { callChannel, stateChannel } from '../../shared/bridge.ts';
import type { Result } from '../../shared/failure.ts';
import type { Answer } from '../core/answer.ts';
import type { Locking } from '../core/locking.ts';
import type { StateStore } from '../core/state-store.ts';
import { isTrusted } from './is-trusted.ts';

/** The one door between the window and the core: Calls come in, State goes out. */
export interface Door {
  /**
   * Leads to the core, and what has come meanwhile is let in. While the window is locked, Calls are heard
   * from the page of the lock alone, and no State goes out.
   */
  lead(
    windowOf: () => BrowserWindow | null,
    answer: Answer,
    store: StateStore,
    locking: Pick<Locking, 'isLocked'>,
  ): void;
}

type Hear = (event: IpcMainInvokeEvent, name: unknown, request: unknown) => ReturnType<Answer>;

/** Opened before there is a page to call, which then may call before there is a core to answer. */
export function openDoor(): Door {
  let letIn: (hear: Hear) => void;
  const leads = new Promise<Hear>((resolve) => {
    letIn = resolve;
  });
  ipcMain.handle(callChannel, async (event, name: unknown, request: unknown) => {
    const hear = await leads;
    return hear(event, name, request);
  });
  return {
    lead(windowOf, answer, store, { isLocked }) {
      store.subscribe((news) => {
        if (isLocked()) return;
        const window = windowOf();
        if (window && !window.isDestroyed()) window.webContents.send(stateChannel, news);
      });
      letIn(async (event, name, request) =>
        isTrusted(event, windowOf(), isLocked() ? 'lock' : 'own')
          ? answer(name, request)
          : untrusted,
      );
    },
  };
}

const untrusted: Result<never> = {
  ok: false,
  failure: { code: 'call-refused', reason: 'untrusted-sender' },
};
