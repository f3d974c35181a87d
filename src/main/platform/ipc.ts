import { ipcMain, type BrowserWindow } from 'electron';
import { callChannel, stateChannel } from '../../shared/bridge.ts';
import type { Result } from '../../shared/failure.ts';
import type { Answer } from '../core/answer.ts';
import type { StateStore } from '../core/state-store.ts';
import { isTrusted } from './is-trusted.ts';

type WindowOf = () => BrowserWindow | null;

/** The one door between the window and the core: Calls come in, State goes out. */
export function openDoor(windowOf: WindowOf, answer: Answer, store: StateStore): void {
  ipcMain.handle(callChannel, (event, name: unknown, request: unknown) =>
    isTrusted(event, windowOf()) ? answer(name, request) : untrusted,
  );
  store.subscribe((news) => {
    const window = windowOf();
    if (window && !window.isDestroyed()) window.webContents.send(stateChannel, news);
  });
}

const untrusted: Result<never> = {
  ok: false,
  failure: { code: 'call-refused', reason: 'untrusted-sender' },
};
