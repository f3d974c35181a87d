import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { callChannel, stateChannel } from '../../shared/bridge.ts';
import type { Result } from '../../shared/failure.ts';
import { state } from '../../shared/state.ts';
import type { Answer } from '../core/answer.ts';
import type { StateStore } from '../core/state-store.ts';
import { isOwnAddress } from './page.ts';

type WindowOf = () => BrowserWindow | null;

/** The one door between the window and the core: Calls come in, State goes out. */
export function openDoor(windowOf: WindowOf, answer: Answer, store: StateStore): void {
  ipcMain.handle(callChannel, (event, name: unknown, request: unknown) =>
    isTrusted(event, windowOf()) ? answer(name, request) : untrusted,
  );
  store.subscribe((next) => {
    const window = windowOf();
    // Parsed on the way out, so that a field nobody described cannot leave.
    if (window && !window.isDestroyed()) window.webContents.send(stateChannel, state.parse(next));
  });
}

const untrusted: Result<never> = {
  ok: false,
  failure: { code: 'call-refused', reason: 'untrusted-sender' },
};

/** Our own window, its main frame, our own page: a frame inside it or another window is a stranger. */
export function isTrusted(
  { sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  window: BrowserWindow | null,
): boolean {
  if (!window || window.isDestroyed() || sender !== window.webContents) return false;
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnAddress(senderFrame.url);
}
