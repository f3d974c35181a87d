import { Notification } from 'electron';
import type { DesktopNotice, NoticeAction, Notifier } from '../core/ports.ts';
import { createBusNotifier } from './bus-notifier.ts';
import { stderrLog } from './log.ts';
import { systemSessionBus } from './session-bus.ts';

/** A desktop that says neither that it shows one nor that it does not keeps nobody waiting for longer. */
const withinMs = 5000;

/** On Linux over the bus, since Electron's own have no actions there and cannot tell that nobody shows them. */
export const systemNotifier: Notifier =
  process.platform === 'linux'
    ? createBusNotifier(systemSessionBus, stderrLog)
    : createElectronNotifier();

function createElectronNotifier(): Notifier {
  /** Kept, since what nobody holds is not heard of any more. */
  const shown = new Map<string, Notification>();
  let onAction: ((name: string, action: NoticeAction) => void) | null = null;

  function show(notice: DesktopNotice): Promise<boolean> {
    if (!Notification.isSupported()) return Promise.resolve(false);
    withdraw(notice.name);
    const notification = new Notification({
      title: notice.title,
      body: notice.body,
      // macOS alone shows them; elsewhere a click is all there is.
      actions: notice.actions.map(({ label }) => ({ type: 'button', text: label })),
    });
    shown.set(notice.name, notification);
    notification.on('click', () => onAction?.(notice.name, 'open'));
    notification.on('action', (_event, index) => {
      onAction?.(notice.name, notice.actions[index]?.action ?? 'open');
    });
    return new Promise((resolve) => {
      notification.once('show', () => resolve(true));
      notification.once('failed', () => resolve(false));
      setTimeout(() => resolve(false), withinMs);
      notification.show();
    });
  }

  function withdraw(name: string): void {
    shown.get(name)?.close();
    shown.delete(name);
  }

  return {
    show,
    withdraw,
    onAction(listener) {
      onAction = listener;
    },
  };
}
