import { ipcMain, type BrowserWindow } from 'electron';
import { callChannel, stateChannel } from '../../shared/bridge.ts';
import type { Result } from '../../shared/failure.ts';
import type { Answer } from '../core/answer.ts';
import type { Locking } from '../core/locking.ts';
import type { StateStore } from '../core/state-store.ts';
import { isTrusted } from './is-trusted.ts';

type WindowOf = () => BrowserWindow | null;

/**
 * The one door between the window and the core: Calls come in, State goes out. While it is locked, Calls
 * are heard from the page of the lock alone, and no State goes out.
 */
export function openDoor(
  windowOf: WindowOf,
  answer: Answer,
  store: StateStore,
  { isLocked }: Pick<Locking, 'isLocked'>,
): void {
  ipcMain.handle(callChannel, (event, name: unknown, request: unknown) =>
    isTrusted(event, windowOf(), isLocked() ? 'lock' : 'own') ? answer(name, request) : untrusted,
  );
  store.subscribe((news) => {
    if (isLocked()) return;
    const window = windowOf();
    if (window && !window.isDestroyed()) window.webContents.send(stateChannel, news);
  });
}

const untrusted: Result<never> = {
  ok: false,
  failure: { code: 'call-refused', reason: 'untrusted-sender' },
};
