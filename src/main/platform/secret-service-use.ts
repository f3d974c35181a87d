import { z } from 'zod';
import { FailureError } from '../core/failure-error.ts';
import { offerCipher, plainCipher, sealing, type SecretCipher } from './secret-cipher.ts';
import { BusError, type SessionBus } from './session-bus.ts';

export const secretsName = 'org.freedesktop.secrets';
export const secretsPath = '/org/freedesktop/secrets';

type SecretInterface = 'Service' | 'Collection' | 'Item' | 'Prompt';

/** In it secrets are handed over. It ends with the program that gave it, and with our connection. */
export interface SecretSession {
  path: string;
  cipher: SecretCipher;
}

/** One use of the Secret Service: all of it asks the same program, and it ends when its time is over. */
export interface SecretServiceUse {
  ask<Answer>(
    answer: z.ZodType<Answer>,
    path: string,
    of: SecretInterface,
    member: string,
    signature?: string,
    body?: readonly unknown[],
  ): Promise<Answer>;
  properties<Facts>(facts: z.ZodType<Facts>, path: string, of: SecretInterface): Promise<Facts>;
  setLabel(item: string, label: string): Promise<void>;
  session(): Promise<SecretSession>;
  /** Makes the system ask its user, if it has to. Refuses as locked if they do not want to. */
  unlock(keyring: string): Promise<void>;
  /** Lets a prompt be shown and waits until it is answered. There is none at the path `/`. */
  answer(prompt: string): Promise<void>;
}

interface World {
  bus: SessionBus;
  owner: string;
  leftMs: () => number;
  /** By the program that gave it. */
  sessions: Map<string, Promise<SecretSession>>;
  /** By keyring: whoever wants the same one meanwhile waits for the same prompt. */
  unlocking: Map<string, Promise<void>>;
}

export const objectPath = z.string();
export const objectPaths = z.array(objectPath);
export const anything = z.unknown();
export const noObject = '/';

export function createSecretServiceUse(world: World): SecretServiceUse {
  const { bus, owner, leftMs, sessions, unlocking } = world;

  async function ask<Answer>(
    answer: z.ZodType<Answer>,
    path: string,
    of: SecretInterface,
    member: string,
    signature?: string,
    body: readonly unknown[] = [],
  ): Promise<Answer> {
    const call = { destination: owner, path, interface: interfaceOf(of), member };
    const sent = signature === undefined ? call : { ...call, signature, body };
    return parsed(answer, await bus.call(sent, leftMs()));
  }

  async function askProperties(
    path: string,
    member: string,
    signature: string,
    body: readonly unknown[],
  ): Promise<unknown> {
    const call = { destination: owner, path, interface: 'org.freedesktop.DBus.Properties', member };
    return bus.call({ ...call, signature, body }, leftMs());
  }

  async function openSession(): Promise<SecretSession> {
    const { publicKey, agree } = offerCipher();
    try {
      const input = [sealing, ['ay', publicKey]];
      const answer = z.tuple([z.instanceof(Buffer), objectPath]);
      const [theirs, path] = await ask(answer, secretsPath, 'Service', 'OpenSession', 'sv', input);
      return { path, cipher: agreed(agree, theirs) };
    } catch (error) {
      if (!(error instanceof BusError) || !error.said.endsWith('.NotSupported')) throw error;
      const input = ['plain', ['s', '']];
      const answer = z.tuple([anything, objectPath]);
      const [, path] = await ask(answer, secretsPath, 'Service', 'OpenSession', 'sv', input);
      return { path, cipher: plainCipher };
    }
  }

  async function unlock(keyring: string): Promise<void> {
    const answer = z.tuple([objectPaths, objectPath]);
    const [, prompt] = await ask(answer, secretsPath, 'Service', 'Unlock', 'ao', [[keyring]]);
    await answerPrompt(prompt);
  }

  async function answerPrompt(path: string): Promise<void> {
    if (path === noObject) return;
    const completed = {
      sender: owner,
      path,
      interface: interfaceOf('Prompt'),
      member: 'Completed',
    };
    // It belongs to no window of ours that the desktop could know.
    const show = (): Promise<unknown> => ask(anything, path, 'Prompt', 'Prompt', 's', ['']);
    const [isDismissed] = await bus.hearOnce(completed, show, leftMs());
    if (isDismissed !== false) throw new FailureError({ code: 'keychain-locked' });
  }

  return {
    ask,
    async properties(facts, path, of) {
      return parsed(facts, await askProperties(path, 'GetAll', 's', [interfaceOf(of)]));
    },
    async setLabel(item, label) {
      await askProperties(item, 'Set', 'ssv', [interfaceOf('Item'), 'Label', ['s', label]]);
    },
    session: () => shared(sessions, owner, openSession),
    unlock: (keyring) =>
      shared(unlocking, keyring, () => unlock(keyring).finally(() => unlocking.delete(keyring))),
    answer: answerPrompt,
  };
}

/** What fails is forgotten, so that the next one tries again. */
function shared<Value>(
  all: Map<string, Promise<Value>>,
  key: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const known = all.get(key);
  if (known) return known;
  const begun = work();
  all.set(key, begun);
  begun.catch(() => {
    if (all.get(key) === begun) all.delete(key);
  });
  return begun;
}

/** Not every number is one half of a key. */
function agreed(agree: (theirs: Buffer) => SecretCipher, theirs: Buffer): SecretCipher {
  try {
    return agree(theirs);
  } catch {
    throw new BusError('refused', 'a key that cannot be agreed on');
  }
}

function parsed<Answer>(answer: z.ZodType<Answer>, value: unknown): Answer {
  const { data, success } = answer.safeParse(value);
  if (!success) throw new BusError('refused', 'an answer of another kind');
  return data;
}

function interfaceOf(of: SecretInterface): string {
  return `org.freedesktop.Secret.${of}`;
}
