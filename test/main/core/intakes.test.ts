import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import type { Intake, Pick } from '../../../src/shared/intake.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const one = 'canaryOne0123456789AB12C';
const two = 'canaryTwo0123456789XY34Z';
const both = `ONE_KEY=${one}\nTWO_KEY=${two}`;

type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** What is found in the clipboard. */
async function pasted({ clipboard, call }: Opened, text: string): Promise<Intake> {
  clipboard.text = text;
  const result = await call('readClipboard', {});
  if (typeof result === 'string') throw new Error(result);
  return result;
}

const pick = ({ accountId }: Opened, number = 0, part: Partial<Pick> = {}): Pick => ({
  number,
  accountId,
  listedAs: null,
  label: 'mine',
  expiresAt: null,
  ...part,
});

/** What is told of the only key that was picked. */
const notKept = (failure: Failure) => ({ keyIds: [], notKept: [{ number: 0, failure }] });

/** A key that the service lists and that is not held. */
async function withListed(text = one) {
  const opened = await openKeeping();
  opened.connector.keys = [
    {
      id: '7',
      label: 'listed',
      lastFive: text.slice(-5),
      createdAt: null,
      expiresAt: '2027-01-01T00:00:00.000Z',
      contacts: ['a@agency.gov.sg'],
      lastUsedAt: null,
    },
  ];
  await opened.sync.sync(opened.accountId);
  const [listed] = opened.rows();
  if (!listed) throw new Error('Nothing is listed.');
  return { ...opened, listed };
}

test('what is in the clipboard is told without its values, kept on demand, and cleared', async () => {
  const opened = await openKeeping();
  const { clipboard, call, rows, keychain, eventsOf } = opened;
  const { intakeId, ...told } = await pasted(opened, ` "${one}" \n`);
  expect(told).toEqual({
    source: 'clipboard',
    fileName: null,
    candidates: [
      {
        number: 0,
        name: null,
        lastFive: 'AB12C',
        fits: [],
        kind: null,
        tidied: ['spaces', 'quotes'],
        isPlusLost: false,
        heldAs: null,
        mayBe: [],
      },
    ],
  });
  const kept = await call('keepKeys', { intakeId, picks: [pick(opened)] });
  const [row] = rows();
  expect(kept).toEqual({ keyIds: [row?.id], notKept: [], isClipboardCleared: true });
  expect(row).toMatchObject({ label: 'mine', standing: 'held', remoteId: null, lastFive: 'AB12C' });
  expect(row && eventsOf(row.id)).toEqual(['brought-in']);
  expect([...keychain.items.values()]).toEqual([one]);
  expect(clipboard.text).toBe(null);
});

test('what was copied since is left in the clipboard', async () => {
  const opened = await openKeeping();
  const { intakeId } = await pasted(opened, one);
  opened.clipboard.text = 'a shopping list';
  await opened.call('keepKeys', { intakeId, picks: [pick(opened)] });
  expect(opened.clipboard.text).toBe('a shopping list');
});

test('a clipboard that cannot be cleared does not spoil what was kept', async () => {
  const opened = await openKeeping();
  const { intakeId } = await pasted(opened, one);
  opened.clipboard.isBroken = true;
  const kept = await opened.call('keepKeys', { intakeId, picks: [pick(opened)] });
  expect(kept).toMatchObject({ keyIds: opened.rows().map(({ id }) => id) });
  expect(opened.rows()).toMatchObject([{ isHeld: true }]);
});

test.each([
  ['nothing', null, 'nothing-found'],
  ['a sentence', 'Please send me the key.', 'nothing-found'],
] as const)('%s in the clipboard is no key', async (_what, text, code) => {
  const { clipboard, call } = await openKeeping();
  clipboard.text = text;
  expect(await call('readClipboard', {})).toBe(code);
  clipboard.isBroken = true;
  expect(await call('readClipboard', {})).toBe('clipboard-failed');
});

test('a file brings many at once, each to its own account', async () => {
  const opened = await openKeeping();
  const { files, call, store, guidedId } = opened;
  files.texts.set('/home/ops/.env', both);
  const result = await call('readKeyFile', { path: '/home/ops/.env' });
  if (typeof result === 'string') throw new Error(result);
  expect(result).toMatchObject({ source: 'file', fileName: '.env' });
  const expiresAt = '2026-01-01T00:00:00.000Z';
  await call('keepKeys', {
    intakeId: result.intakeId,
    picks: [pick(opened), pick(opened, 1, { accountId: guidedId, label: 'old', expiresAt })],
  });
  expect(store.read().keys).toMatchObject([
    { label: 'mine', standing: 'held' },
    { label: 'old', standing: 'expired', accountId: guidedId, isHeld: true },
  ]);
});

test('a file is chosen in a dialog, or none is', async () => {
  const { files, call } = await openKeeping();
  expect(await call('chooseKeyFile', {})).toBe(null);
  files.texts.set('/keys.txt', one);
  files.chosen = '/keys.txt';
  expect(await call('chooseKeyFile', {})).toMatchObject({ fileName: 'keys.txt' });
  files.chosen = '/nowhere';
  expect(await call('chooseKeyFile', {})).toBe('file-unreadable');
});

test('a key that its service lists gets what the service knows of it', async () => {
  const opened = await withListed();
  const { listed, call, rows } = opened;
  const { intakeId, candidates } = await pasted(opened, one);
  expect(candidates).toMatchObject([{ heldAs: null, mayBe: [listed.id] }]);
  const wish = pick(opened, 0, { listedAs: listed.id, expiresAt: '2030-01-01T00:00:00.000Z' });
  await call('keepKeys', { intakeId, picks: [wish] });
  expect(rows()).toMatchObject([
    {
      label: 'listed',
      standing: 'held',
      remoteId: '7',
      expiresAt: '2027-01-01T00:00:00.000Z',
      contacts: ['a@agency.gov.sg'],
    },
  ]);
});

test('a key that is held already is recognised by its value, not by its last five alone', async () => {
  const opened = await openKeeping();
  const { intakeId } = await pasted(opened, one);
  await opened.call('keepKeys', { intakeId, picks: [pick(opened)] });
  const [held] = opened.rows();
  expect((await pasted(opened, one)).candidates).toMatchObject([{ heldAs: held?.id }]);
  expect((await pasted(opened, `other987654321xAB12C`)).candidates).toMatchObject([
    { heldAs: null },
  ]);
  opened.keychain.lock();
  expect((await pasted(opened, one)).candidates).toMatchObject([{ heldAs: null }]);
});

test('a key whose item somebody has deleted is put back by pasting it again', async () => {
  const opened = await openKeeping();
  const first = await pasted(opened, one);
  await opened.call('keepKeys', { intakeId: first.intakeId, picks: [pick(opened)] });
  opened.keychain.items.clear();
  const { intakeId, candidates } = await pasted(opened, one);
  const [row] = opened.rows();
  expect(row?.trouble).toBe('item-missing');
  expect(candidates).toMatchObject([{ heldAs: null, mayBe: [row?.id] }]);
  const wish = pick(opened, 0, { listedAs: row?.id ?? null });
  await opened.call('keepKeys', { intakeId, picks: [wish] });
  expect(opened.rows()).toMatchObject([{ id: row?.id, trouble: null, standing: 'held' }]);
  expect([...opened.keychain.items.values()]).toEqual([one]);
});

describe('refused is a pick', () => {
  test('of what was not found, or of a row that it cannot be', async () => {
    const opened = await withListed(two);
    const { call, listed, guidedId, keychain, rows } = opened;
    const { intakeId } = await pasted(opened, one);
    for (const wrong of [
      pick(opened, 5),
      pick(opened, 0, { listedAs: listed.id }),
      pick(opened, 0, { accountId: guidedId, listedAs: listed.id }),
    ]) {
      // The first is right, and is not kept either: all are looked at before any is.
      const picks = [pick(opened), wrong];
      expect(await call('keepKeys', { intakeId, picks })).toBe('call-refused');
    }
    expect([keychain.items.size, rows()]).toMatchObject([0, [{ isKept: false }]]);
  });

  test('of a row whose key is held', async () => {
    const opened = await withListed();
    const { call, listed } = opened;
    const first = await pasted(opened, one);
    const wish = pick(opened, 0, { listedAs: listed.id });
    await call('keepKeys', { intakeId: first.intakeId, picks: [wish] });
    const { intakeId } = await pasted(opened, `other987654321xAB12C`);
    const listedAs = opened.rows()[0]?.id ?? null;
    expect(await call('keepKeys', { intakeId, picks: [pick(opened, 0, { listedAs })] })).toBe(
      'call-refused',
    );
    expect([...opened.keychain.items.values()]).toEqual([one]);
  });
});

describe('when not all can be kept', () => {
  const refused = { code: 'keychain-missing', reason: 'refused' } as const;

  /** The keychain does not take this one. */
  function refuse({ keychain }: Opened, value: string, failure: Failure): () => void {
    const write = keychain.write.bind(keychain);
    keychain.write = async (name, secret) => {
      if (secret.reveal() === value) throw new FailureError(failure);
      await write(name, secret);
    };
    return () => {
      keychain.write = write;
    };
  }

  test('one that fails does not stop the others, and it is told which and why', async () => {
    const opened = await openKeeping();
    const { call, clipboard, keychain, records, rows } = opened;
    const repair = refuse(opened, one, refused);
    const { intakeId } = await pasted(opened, both);
    const picks = [pick(opened), pick(opened, 1, { label: 'second' })];
    expect(await call('keepKeys', { intakeId, picks })).toEqual({
      keyIds: rows().map(({ id }) => id),
      notKept: [{ number: 0, failure: refused }],
      isClipboardCleared: false,
    });
    expect(rows()).toMatchObject([{ label: 'second', standing: 'held' }]);
    expect([[...keychain.items.values()], records.readLooseItems()]).toEqual([[two], []]);
    // Its owner may have it nowhere else.
    expect(clipboard.text).toBe(both);

    repair();
    expect(await call('keepKeys', { intakeId, picks })).toMatchObject({
      notKept: [],
      isClipboardCleared: true,
    });
    expect(rows().map(({ label }) => label)).toEqual(['second', 'mine']);
  });

  test.each<[string, Failure]>([
    ['locked', { code: 'keychain-locked' }],
    ['that does not answer', { code: 'keychain-missing', reason: 'no-answer' }],
  ])('a keychain %s ends it at once, since all would fail', async (_how, failure) => {
    const opened = await openKeeping();
    refuse(opened, one, failure);
    const { intakeId } = await pasted(opened, both);
    const picks = [pick(opened), pick(opened, 1)];
    expect(await opened.call('keepKeys', { intakeId, picks })).toBe(failure.code);
    expect(opened.rows()).toEqual([]);
  });

  test('what was kept stays, the rest is told, and a second try makes no second record', async () => {
    const opened = await openKeeping();
    const { call, keychain, rows, clipboard, store } = opened;
    const { intakeId } = await pasted(opened, both);
    const picks = [pick(opened), pick(opened, 1, { label: 'second' })];
    const stop = store.subscribe(() => {
      if (rows().length === 1) keychain.lock();
    });
    expect(await call('keepKeys', { intakeId, picks })).toBe('keychain-locked');
    stop();
    expect([rows().length, clipboard.text]).toEqual([1, both]);
    keychain.unlock();
    expect(await call('keepKeys', { intakeId, picks })).toMatchObject({
      keyIds: rows().map(({ id }) => id),
    });
    expect(rows().map(({ label }) => label)).toEqual(['mine', 'second']);
    expect([...keychain.items.values()]).toEqual([one, two]);
  });

  test('an item whose record cannot be written is removed again', async () => {
    const opened = await openKeeping();
    const { intakeId } = await pasted(opened, one);
    opened.records.refuse('disk-full');
    expect(await opened.call('keepKeys', { intakeId, picks: [pick(opened)] })).toMatchObject(
      notKept({ code: 'records-unwritable', reason: 'disk-full' }),
    );
    expect([opened.keychain.items.size, opened.rows()]).toEqual([0, []]);
  });

  test('a keychain that gives back something else keeps nothing', async () => {
    const opened = await openKeeping();
    const { intakeId } = await pasted(opened, one);
    opened.keychain.lieWith('something else');
    expect(await opened.call('keepKeys', { intakeId, picks: [pick(opened)] })).toMatchObject(
      notKept({ code: 'read-back-failed' }),
    );
    expect([opened.keychain.items.size, opened.rows()]).toEqual([0, []]);
  });
});

describe('what was found is forgotten', () => {
  const tryToKeep = (opened: Opened, intakeId: string) =>
    opened.call('keepKeys', { intakeId, picks: [pick(opened)] });

  test('when it was kept', async () => {
    const opened = await openKeeping();
    const { intakeId } = await pasted(opened, one);
    await tryToKeep(opened, intakeId);
    expect(await tryToKeep(opened, intakeId)).toBe('call-refused');
  });

  test('when the window says so', async () => {
    const opened = await openKeeping();
    const { intakeId } = await pasted(opened, one);
    await opened.call('dropIntake', { intakeId });
    expect(await tryToKeep(opened, intakeId)).toBe('call-refused');
  });

  test('after ten minutes', async () => {
    const opened = await openKeeping();
    const { intakeId } = await pasted(opened, one);
    opened.clock.move(10 * 60_000);
    expect(await tryToKeep(opened, intakeId)).toBe('call-refused');
  });

  test('when three others have come', async () => {
    const opened = await openKeeping();
    const { intakeId } = await pasted(opened, one);
    await pasted(opened, two);
    await pasted(opened, two);
    expect(await tryToKeep(opened, intakeId)).toMatchObject({ keyIds: [opened.rows()[0]?.id] });
    const next = await pasted(opened, `third${one}`);
    for (const text of [one, two, both]) await pasted(opened, text);
    expect(await tryToKeep(opened, next.intakeId)).toBe('call-refused');
  });
});

test('no value is told, written down or logged, whether it is kept or not', async () => {
  const opened = await openKeeping();
  const told = await pasted(opened, both);
  const kept = await opened.call('keepKeys', { intakeId: told.intakeId, picks: [pick(opened)] });
  await settle();
  const seen = JSON.stringify([told, kept]) + opened.seen();
  expect([seen.includes(one), seen.includes(two), seen.includes('AB12C')]).toEqual([
    false,
    false,
    true,
  ]);
});

test('a key is not kept as a row of another account', async () => {
  const opened = await withListed();
  const { intakeId } = await pasted(opened, one);
  const picks = [pick(opened, 0, { listedAs: opened.listed.id, accountId: opened.guidedId })];
  expect(await opened.call('keepKeys', { intakeId, picks })).toBe('call-refused');
  expect(opened.keychain.items.size).toBe(0);
});

test('an item that was changed and cannot be put right is left where it is, with its record', async () => {
  const opened = await openKeeping();
  const first = await pasted(opened, one);
  await opened.call('keepKeys', { intakeId: first.intakeId, picks: [pick(opened)] });
  const [[itemName = ''] = []] = opened.keychain.items;
  opened.keychain.items.set(itemName, 'something of somebody');
  const { intakeId } = await pasted(opened, one);
  const [row] = opened.rows();
  expect(row?.trouble).toBe('item-changed');
  opened.records.saveKeys = () => {
    throw new FailureError({ code: 'records-unwritable', reason: 'disk-full' });
  };
  const picks = [pick(opened, 0, { listedAs: row?.id ?? null })];
  expect(await opened.call('keepKeys', { intakeId, picks })).toMatchObject(
    notKept({ code: 'records-unwritable', reason: 'disk-full' }),
  );
  expect([...opened.keychain.items]).toEqual([[itemName, one]]);
});

test('a lost item is put right under the name that it has, though the label is another now', async () => {
  const opened = await openKeeping();
  const { call, keychain, rows } = opened;
  const first = await pasted(opened, one);
  await call('keepKeys', { intakeId: first.intakeId, picks: [pick(opened)] });
  const [row] = rows();
  if (!row) throw new Error('Nothing was kept.');
  const names = [...keychain.items.keys()];
  await call('editKey', { keyId: row.id, label: 'another word for it' });
  keychain.items.set(names[0] ?? '', 'something of somebody');
  const { intakeId } = await pasted(opened, one);
  await call('keepKeys', { intakeId, picks: [pick(opened, 0, { listedAs: row.id })] });
  expect([...keychain.items]).toEqual([[names[0], one]]);
});

describe('a key is kept once', () => {
  test('though it is asked for twice at the same time', async () => {
    const opened = await openKeeping();
    const { call, keychain, records } = opened;
    const { intakeId } = await pasted(opened, one);
    const picks = [pick(opened)];
    await Promise.all([
      call('keepKeys', { intakeId, picks }),
      call('keepKeys', { intakeId, picks }),
    ]);
    expect([records.read().keys.length, keychain.items.size]).toEqual([1, 1]);
  });

  test('and two are not one row of a list', async () => {
    const opened = await withListed();
    const { call, keychain, listed } = opened;
    const { intakeId } = await pasted(opened, `ONE_KEY=${one}\nTWO_KEY=other987654321xAB12C`);
    const picks = [0, 1].map((number) => pick(opened, number, { listedAs: listed.id }));
    expect(await call('keepKeys', { intakeId, picks })).toBe('call-refused');
    expect(keychain.items.size).toBe(0);
  });
});
