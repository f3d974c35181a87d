import { createClient } from 'dbus-native';

export interface OtherKeychain {
  /** How often it has asked its user for something. */
  promptCount(): number;
  /** Its items: their labels, attributes and secrets as they came. */
  items: { label: string; attributes: Record<string, string>; secret: Buffer }[];
  end(): Promise<void>;
}

interface Wish {
  isLocked?: boolean;
  /** What its user does when it asks. */
  onPrompt?: 'opens' | 'opens nothing' | 'closes' | 'waits' | 'it ends';
  /** It gives every item attributes of its own beside ours, as KeePassXC does. */
  ownAttributes?: Record<string, string>;
  /** It knows sealing, and this is its half of agreeing on a key. */
  publicKey?: Buffer;
  /** It gives back something that is no secret of the service's kind. */
  isOdd?: boolean;
}

const root = '/org/freedesktop/secrets';
const keyring = `${root}/collection/one`;
const prompt = `${root}/prompt/one`;
const to = 'org.freedesktop.Secret';

/** A Secret Service that knows no sealing, and is otherwise made to behave as those that we cannot run. */
export async function openOtherKeychain(
  busAddress: string,
  wish: Wish = {},
): Promise<OtherKeychain> {
  const { onPrompt = 'opens', ownAttributes = {} } = wish;
  const bus = createClient({ busAddress });
  const items: OtherKeychain['items'] = [];
  let isLocked = wish.isLocked ?? false;
  let promptCount = 0;

  function answer(
    path: string,
    of: string,
    member: string,
    signature: string,
    work: (first: never, second: never) => unknown,
  ): void {
    bus.setMethodCallHandler(path, of, member, [work, signature]);
  }
  const pathOf = (index: number): string => `${keyring}/${index + 1}`;

  answer(root, `${to}.Service`, 'OpenSession', 'vo', (algorithm: string) => {
    if (algorithm !== 'plain' && wish.publicKey) {
      return [['ay', wish.publicKey], `${root}/session/one`];
    }
    if (algorithm !== 'plain') {
      throw Object.assign(new Error('no'), { dbusName: 'org.freedesktop.DBus.Error.NotSupported' });
    }
    return [['s', ''], `${root}/session/one`];
  });
  answer(root, `${to}.Service`, 'ReadAlias', 'o', () => keyring);
  answer(root, `${to}.Service`, 'SearchItems', 'aoao', (wanted: Record<string, string>) => {
    const found = items.flatMap(({ attributes }, index) =>
      Object.entries(wanted).every(([name, value]) => attributes[name] === value)
        ? [pathOf(index)]
        : [],
    );
    return isLocked ? [[], found] : [found, []];
  });
  answer(root, `${to}.Service`, 'GetSecrets', 'a{o(oayays)}', (paths: string[], session: string) =>
    paths.map((path) => {
      const index = Number(path.split('/').at(-1)) - 1;
      return [path, [session, Buffer.alloc(0), items[index]?.secret, 'text/plain']];
    }),
  );
  answer(root, `${to}.Service`, 'Unlock', 'aoo', () => [[], prompt]);
  answer(prompt, `${to}.Prompt`, 'Prompt', '', () => {
    promptCount += 1;
    if (onPrompt === 'it ends') bus.connection.stream.destroy();
    if (onPrompt === 'waits' || onPrompt === 'it ends') return null;
    isLocked = onPrompt !== 'opens';
    const isDismissed = onPrompt === 'closes';
    bus.sendSignal(prompt, `${to}.Prompt`, 'Completed', 'bv', [isDismissed, ['s', '']]);
    return null;
  });
  const collection = {
    get Locked() {
      return isLocked;
    },
    CreateItem(
      facts: Record<string, unknown>,
      [, , secret]: [string, Buffer, Buffer, string],
    ): string[] {
      const given = facts[`${to}.Item.Attributes`] as Record<string, string>;
      const label = String(facts[`${to}.Item.Label`]);
      const before = items.findIndex((item) => item.attributes['username'] === given['username']);
      const index = before === -1 ? items.length : before;
      items[index] = { label, attributes: { ...given, ...ownAttributes }, secret };
      exportItem(index);
      return [pathOf(index), '/'];
    },
  };
  bus.exportInterface(collection, keyring, {
    name: `${to}.Collection`,
    methods: { CreateItem: ['a{sv}(oayays)b', 'oo', [], []] },
    properties: { Locked: 'b' },
  });

  function exportItem(index: number): void {
    const item = {
      Label: items[index]?.label,
      Attributes: items[index]?.attributes,
      Modified: 1,
      GetSecret: (session: string) =>
        wish.isOdd
          ? items[index]?.secret.toString()
          : [session, Buffer.alloc(0), items[index]?.secret, 'text/plain'],
      Delete() {
        items.splice(index, 1);
        return '/';
      },
    };
    bus.exportInterface(item, pathOf(index), {
      name: `${to}.Item`,
      methods: {
        GetSecret: ['o', wish.isOdd ? 's' : '(oayays)', [], []],
        Delete: ['', 'o', [], []],
      },
      properties: { Label: 's', Attributes: 'a{ss}', Modified: 't' },
    });
  }

  await bus.requestName('org.freedesktop.secrets', 0);
  return { promptCount: () => promptCount, items, end: () => bus.close() };
}
