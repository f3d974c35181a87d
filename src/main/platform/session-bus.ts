import { Socket } from 'node:net';
import type { Message, MessageBus } from 'dbus-native';
import { z } from 'zod';
import { sessionBusAddress, type BusAddress } from './bus-address.ts';

export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  /** The D-Bus types of what is in `body`. */
  signature?: string;
  body?: readonly unknown[];
}

export interface BusSignal {
  /** The unique name of who sends it, as `ownerOf` tells it: anybody can send a signal of any name. */
  sender: string;
  path: string;
  interface: string;
  member: string;
}

/** One of whoever sends it, for what does no harm if anybody says it. */
export type AnybodysSignal = Pick<BusSignal, 'interface' | 'member'>;

/** Why there is no answer. */
export type BusTrouble =
  /** There is no bus to be reached. */
  | 'no-bus'
  /** The bus ended or cut us off before the answer. Nobody knows whether the call was heard. */
  | 'lost'
  /** The time is over. */
  | 'no-answer'
  /** It was answered with the error that `said` names. */
  | 'refused';

/**
 * Whoever uses the bus makes a Failure of this. It tells the name of an error and never its words, in
 * which a program may quote what it was given.
 */
export class BusError extends Error {
  readonly trouble: BusTrouble;
  readonly said: string;

  constructor(trouble: BusTrouble, said = '') {
    super(said === '' ? trouble : `${trouble}: ${said}`);
    this.name = 'BusError';
    this.trouble = trouble;
    this.said = said;
  }
}

/** The session bus of the desktop. Each method throws a BusError. */
export interface SessionBus {
  /** Nothing for an answer without values, the value of one with one, and otherwise a list of them. */
  call(call: BusCall, withinMs: number): Promise<unknown>;
  /** The unique name of the program that has this name. It is started first where the desktop can do that. */
  ownerOf(name: string, withinMs: number): Promise<string>;
  /** The number of the process that has this name. */
  processOf(name: string, withinMs: number): Promise<number>;
  /**
   * Has come back when the signal is being heard. `null`: its sender or the bus is gone, and nothing more
   * comes. The returned function ends it.
   */
  hear(
    signal: BusSignal | AnybodysSignal,
    listener: (body: readonly unknown[] | null) => void,
    withinMs: number,
  ): Promise<() => void>;
  /** What comes with the first such signal after something was begun. */
  hearOnce(
    signal: BusSignal,
    begin: () => Promise<unknown>,
    withinMs: number,
  ): Promise<readonly unknown[]>;
}

/** One connection for everybody, opened at the first use and again after it was lost. */
export function createSessionBus(
  addressOf: () => BusAddress | null = sessionBusAddress,
): SessionBus {
  let opened: { at: string; bus: Promise<MessageBus> } | null = null;
  let pendingCount = 0;

  function connection(): Promise<MessageBus> {
    const address = addressOf();
    if (address === null) throw new BusError('no-bus');
    const at = JSON.stringify(address);
    if (opened?.at === at) return opened.bus;
    const opening = { at, bus: open(address, forget) };
    opened = opening;
    opening.bus.catch(forget);
    function forget(): void {
      if (opened === opening) opened = null;
    }
    return opening.bus;
  }

  async function call(asked: BusCall, withinMs: number): Promise<unknown> {
    const bus = await connection();
    const { stream } = bus.connection;
    // The connection alone keeps no program running; an answer that is waited for does.
    if (++pendingCount === 1 && stream instanceof Socket) stream.ref();
    try {
      const { body, ...rest } = asked;
      const message: Message = body ? { ...rest, body: [...body] } : rest;
      // To the library no time at all means for ever.
      return await bus.invoke<unknown>(message, { timeout: Math.max(1, withinMs) });
    } catch (error) {
      throw busErrorOf(error, bus);
    } finally {
      if (--pendingCount === 0 && stream instanceof Socket) stream.unref();
    }
  }

  async function ownerOf(name: string, withinMs: number): Promise<string> {
    let owner: unknown;
    try {
      owner = await call(atTheBus('GetNameOwner', 's', [name]), withinMs);
    } catch (error) {
      if (!(error instanceof BusError) || error.said !== `${theBus}.Error.NameHasNoOwner`) {
        throw error;
      }
      await call(atTheBus('StartServiceByName', 'su', [name, 0]), withinMs);
      owner = await call(atTheBus('GetNameOwner', 's', [name]), withinMs);
    }
    if (typeof owner !== 'string') throw new BusError('refused', 'an owner without a name');
    return owner;
  }

  async function processOf(name: string, withinMs: number): Promise<number> {
    return Number(await call(atTheBus('GetConnectionUnixProcessID', 's', [name]), withinMs));
  }

  async function hear(
    signal: BusSignal | AnybodysSignal,
    listener: (body: readonly unknown[] | null) => void,
    withinMs: number,
  ): Promise<() => void> {
    const { connection: line } = await connection();
    const sender = 'sender' in signal ? signal.sender : null;
    const rules = [ruleOf(signal)];
    if (sender !== null) rules.push(`${ruleOf(ownerChange)},arg0='${sender}'`);
    function end(): void {
      line.off('message', onMessage);
      line.off('close', onEnd);
      if (line.state !== 'connected') return;
      for (const rule of rules) {
        // Should it fail, we hear of something that nobody listens to.
        call(atTheBus('RemoveMatch', 's', [rule]), withinMs).catch(() => undefined);
      }
    }
    function onEnd(): void {
      end();
      listener(null);
    }
    function onMessage(message: Message): void {
      if (isSignal(message, signal)) listener(message.body ?? []);
      const isItsEnd = message.member === 'NameOwnerChanged' && message.sender === theBus;
      if (isItsEnd && message.body?.[0] === sender && message.body[2] === '') onEnd();
    }
    line.on('message', onMessage);
    line.on('close', onEnd);
    try {
      for (const rule of rules) await call(atTheBus('AddMatch', 's', [rule]), withinMs);
    } catch (error) {
      end();
      throw error;
    }
    return end;
  }

  async function hearOnce(
    signal: BusSignal,
    begin: () => Promise<unknown>,
    withinMs: number,
  ): Promise<readonly unknown[]> {
    let tell = (_heard: readonly unknown[] | BusError): void => undefined;
    const heard = new Promise<readonly unknown[] | BusError>((resolve) => {
      tell = resolve;
    });
    const end = await hear(signal, (body) => tell(body ?? new BusError('lost')), withinMs);
    const timer = setTimeout(() => tell(new BusError('no-answer')), withinMs);
    try {
      await begin();
      const first = await heard;
      if (first instanceof BusError) throw first;
      return first;
    } finally {
      clearTimeout(timer);
      end();
    }
  }

  return { call, ownerOf, processOf, hear, hearOnce };
}

export const systemSessionBus = createSessionBus();

async function open(address: BusAddress, onClose: () => void): Promise<MessageBus> {
  // Loaded at the first use, so that the window need not wait for it.
  const { createClient } = await import('dbus-native');
  let bus: MessageBus;
  try {
    // As the user that we are: the other ways to sign in are for buses of other computers.
    bus = createClient({ ...address, authMethods: ['EXTERNAL'], returnBigInt: false });
  } catch {
    throw new BusError('no-bus');
  }
  const { connection } = bus;
  // All that wait hear of it when the connection closes.
  connection.on('error', () => void connection.stream.destroy());
  connection.on('handlerError', () => void connection.stream.destroy());
  connection.on('end', onClose);
  connection.on('close', onClose);
  if (connection.stream instanceof Socket) connection.stream.unref();
  return bus;
}

function busErrorOf(error: unknown, bus: MessageBus): BusError {
  const { code, dbusName, name } = answeredWith.parse(error);
  if (code === 'ETIMEDOUT') return new BusError('no-answer');
  // The bus tells its id when it takes us in.
  if (code === 'ECONNCLOSED') return new BusError(bus.connection.guid ? 'lost' : 'no-bus');
  return new BusError('refused', dbusName ?? name);
}

const answeredWith = z.object({
  code: z.string().optional().catch(undefined),
  dbusName: z.string().optional().catch(undefined),
  name: z.string().catch('an error without a name'),
});

function isSignal(message: Message, signal: BusSignal | AnybodysSignal): boolean {
  const { sender, path, interface: of, member } = message;
  const said: Partial<Record<string, unknown>> = { sender, path, interface: of, member };
  return Object.entries(signal).every(([part, wanted]) => said[part] === wanted);
}

function ruleOf(signal: BusSignal | AnybodysSignal): string {
  const parts = Object.entries(signal).map(([part, wanted]) => `,${part}='${wanted}'`);
  return `type='signal'${parts.join('')}`;
}

const theBus = 'org.freedesktop.DBus';
const theBusPath = '/org/freedesktop/DBus';
const ownerChange: BusSignal = {
  sender: theBus,
  path: theBusPath,
  interface: theBus,
  member: 'NameOwnerChanged',
};

function atTheBus(member: string, signature: string, body: readonly unknown[]): BusCall {
  return { destination: theBus, path: theBusPath, interface: theBus, member, signature, body };
}
