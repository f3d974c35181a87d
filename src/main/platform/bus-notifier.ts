import { z } from 'zod';
import { createInTurn } from '../core/in-turn.ts';
import type { DesktopNotice, Log, NoticeAction, Notifier } from '../core/ports.ts';
import { BusError, type SessionBus } from './session-bus.ts';

const daemon = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';
/** Nobody waits longer for a reminder to be shown; it is tried again. */
const withinMs = 5000;
/** Its words for a click on the notification itself. */
const clicked = 'default';

interface Listening {
  owner: string;
  hasMarkup: boolean;
  hasActions: boolean;
  end: () => void;
}

/** Notifications of a Linux desktop, over its session bus. */
export function createBusNotifier(bus: SessionBus, log: Log): Notifier {
  /** By its name, the number that the desktop has given to what it shows. */
  const numbers = new Map<string, number>();
  let listening: Listening | null = null;
  let onAction: ((name: string, action: NoticeAction) => void) | null = null;
  // Two that began to listen at the same time would hear each click twice.
  const inTurn = createInTurn();

  async function call(member: string, signature: string, body: unknown[]): Promise<unknown> {
    const asked = { destination: daemon, path, interface: daemon, member };
    const sent = signature === '' ? asked : { ...asked, signature, body };
    return bus.call(sent, withinMs);
  }

  /** Who shows notifications may end and another one come in its place. */
  async function listen(): Promise<Listening> {
    const owner = await bus.ownerOf(daemon, withinMs);
    if (listening?.owner === owner) return listening;
    forget();
    const said = z
      .array(z.string())
      .catch([])
      .parse(await call('GetCapabilities', '', []));
    const from = { sender: owner, path, interface: daemon };
    const ends: (() => void)[] = [];
    const hear = async (member: string, work: (body: readonly unknown[]) => void) => {
      const listener = (body: readonly unknown[] | null): void => {
        if (body === null) forget();
        else work(body);
      };
      ends.push(await bus.hear({ ...from, member }, listener, withinMs));
    };
    const end = (): void => {
      for (const endOne of ends) endOne();
    };
    try {
      await hear('ActionInvoked', ([number, action]) => {
        const name = nameOf(number);
        // Anybody's notification tells of its actions here.
        if (name !== null) {
          onAction?.(name, action === clicked ? 'open' : noticeAction.parse(action));
        }
      });
      await hear('NotificationClosed', ([number]) => {
        const name = nameOf(number);
        if (name !== null) numbers.delete(name);
      });
    } catch (error) {
      end();
      throw error;
    }
    listening = {
      owner,
      hasMarkup: said.includes('body-markup'),
      hasActions: said.includes('actions'),
      end,
    };
    return listening;
  }

  /** Its numbers are no one's any more. */
  function forget(): void {
    const before = listening;
    listening = null;
    numbers.clear();
    before?.end();
  }

  /** Whatever was said: it comes from outside, and what is thrown here would end the bus for everybody. */
  function nameOf(number: unknown): string | null {
    return [...numbers].find(([, known]) => known === number)?.[0] ?? null;
  }

  async function show(notice: DesktopNotice): Promise<boolean> {
    try {
      const { hasMarkup, hasActions } = await listen();
      const actions = notice.actions.flatMap(({ action, label }) => [action, label]);
      const number = await call('Notify', 'susssasa{sv}i', [
        'Keyturn',
        numbers.get(notice.name) ?? 0,
        'keyturn',
        notice.title,
        hasMarkup ? escaped(notice.body) : notice.body,
        hasActions ? [clicked, 'Open', ...actions] : [],
        [
          ['urgency', ['y', notice.isUrgent ? 2 : 1]],
          ['desktop-entry', ['s', 'keyturn']],
        ],
        -1,
      ]);
      if (typeof number !== 'number') return false;
      numbers.set(notice.name, number);
      return true;
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      return false;
    }
  }

  return {
    show: (notice) => inTurn(() => show(notice)),
    withdraw(name) {
      const number = numbers.get(name);
      if (number === undefined) return;
      numbers.delete(name);
      call('CloseNotification', 'u', [number]).catch((error: unknown) => {
        if (!(error instanceof BusError)) log.bug(error);
      });
    },
    onAction(listener) {
      onAction = listener;
    },
  };
}

const noticeAction = z.enum(['open', 'rotate', 'snooze']).catch('open');

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
