import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rootSwitches } from '../../scripts/launch.mjs';
import { root } from '../../scripts/project.mjs';
import { copyElsewhere, pasteElsewhere } from '../e2e/in-use.ts';
import type { Outcome } from '../survival/in-lanes.ts';
import type { Lane } from '../survival/lane.ts';
import { prepareRun } from '../survival/rotation-run.ts';
import { planned } from '../survival/scenario.ts';
import { allThereIs, changesSince, type AllThereIs } from './all-there-is.ts';

const electron = process.env['KEYTURN_ELECTRON'] ?? '';
const elsewhere = 'what another program has copied';

/** Follows links of every kind in the app that runs, by real second starts, and at the start. */
export async function followLinks(lane: Lane, starts: number): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  const { old } = await prepareRun(lane, planned);
  const links = hostileLinks(old.id);
  const good = links.filter((link) => link === `keyturn://key/${old.id}`).length;
  await copyElsewhere({ env: lane.environment() }, elsewhere);
  const before = await allThereIs(lane);
  lane.recorder.watch();
  // Each link asks for something, if only to say that it is not here; these ask for a row.
  const { app, page } = lane.driven();
  await page.evaluate(() => {
    Reflect.set(globalThis, 'rowsAsked', 0);
    Reflect.apply(Reflect.get(window.bridge, 'onState'), null, [
      ({ parts }: { parts: { keysAsked?: { keyIds: string[] } } }) => {
        const count = Number(Reflect.get(globalThis, 'rowsAsked'));
        const isAsked = (parts.keysAsked?.keyIds.length ?? 0) > 0;
        Reflect.set(globalThis, 'rowsAsked', count + (isAsked ? 1 : 0));
      },
    ]);
  });

  // As the second start tells the first one, so many that no real ones could be waited for.
  const { count: asked } = (await lane.state()).keysAsked;
  await app.evaluate(({ app: running }, all) => {
    // Later, since what so many bring about would come before the answer to this.
    setImmediate(() => {
      for (const link of all) running.emit('second-instance', {}, ['keyturn', link], '/', null);
    });
  }, links);
  const heard = links.filter((link) => /^keyturn:/i.test(link)).length;
  for (;;) {
    const { keysAsked, revision } = await lane.state();
    if (keysAsked.count >= asked + heard) break;
    await lane.changeAfter(revision);
  }
  const wrong = await wrongSince(lane, before, old.id);
  const opened = await page.evaluate(() => Number(Reflect.get(globalThis, 'rowsAsked')));
  if (opened !== good) wrong.push(`${opened} links opened a row, and ${good} should have`);

  const chosen = links.filter((_link, at) => at % Math.ceil(links.length / starts) === 0);
  for (const link of chosen) await startWith(lane, link);
  wrong.push(...(await wrongSince(lane, before, old.id)));
  if ((await pasteElsewhere({ env: lane.environment() })) !== elsewhere) {
    wrong.push('the clipboard of the desktop is another');
  }

  const first = chosen.slice(0, Math.ceil(starts / 3));
  for (const link of first) {
    await lane.kill();
    await lane.open({ words: [link] });
    await untilReady(lane);
    const { clipboard, revealed, rotations } = await lane.state();
    if (clipboard !== null || revealed !== null || rotations.length > 0) {
      wrong.push(`a start with ${link} did something`);
    }
  }
  wrong.push(
    ...lane.recorder
      .heard()
      .filter(({ route }) => !route.endsWith('.list'))
      .map(({ route }) => `${route} was asked`),
  );
  return {
    said: `${links.length} links, ${chosen.length} by a second start, ${first.length} at the start`,
    wrong,
  };
}

function hostileLinks(id: string): string[] {
  const verbs = ['copy', 'reveal', 'rotate', 'retire', 'forget', 'key', 'open', 'lock', 'settings'];
  const ids = [id, '*', '', 'nobody', '..', '%2e%2e', `${id}%00`, `${id}/../${id}`, '__proto__'];
  const ends = ['', '/', '/copy', '?reveal=1', '#rotate', '?recipe=curl&isConfirmed=true', ';copy'];
  const all = verbs.flatMap((verb) =>
    ids.flatMap((one) => ends.map((end) => `keyturn://${verb}/${one}${end}`)),
  );
  return [
    ...all,
    `KEYTURN://key/${id}`,
    `keyturn:key/${id}`,
    `keyturn:/key/${id}`,
    `keyturn:///key/${id}`,
    `keyturn://user:word@key/${id}`,
    `keyturn://key:80/${id}`,
    `keyturn://key/${id}\n--inspect`,
    `keyturn://key/${id} copy`,
    `keyturn://key/${'%41'.repeat(20_000)}`,
    `keyturn://key/\u202E${id}`,
    'keyturn://key/<img src=x onerror=alert(1)>',
    'keyturn://key/${id}',
    'keyturn://',
    'keyturn:',
    'keyturn://[::1]/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'app://keyturn/index.html',
    `https://keyturn/key/${id}`,
  ];
}

async function wrongSince(lane: Lane, before: AllThereIs, keyId: string): Promise<string[]> {
  const wrong = await changesSince(lane, before, ["State's keysAsked"]);
  const { keysAsked } = await lane.state();
  if (keysAsked.isToRotate || keysAsked.keyIds.some((id) => id !== keyId)) {
    wrong.push(`a link asked for ${JSON.stringify(keysAsked)}`);
  }
  return wrong;
}

/** As a desktop does. */
async function startWith(lane: Lane, link: string): Promise<void> {
  // No program can be given a word with such a character in it.
  const words = [...rootSwitches(), root, link.replaceAll('\0', '')];
  const second = spawn(electron, words, { env: lane.environment(), stdio: 'ignore' });
  await once(second, 'exit');
}

async function untilReady(lane: Lane): Promise<void> {
  for (;;) {
    const { keychain, revision } = await lane.state();
    if (keychain.status === 'ok') return;
    await lane.changeAfter(revision);
  }
}
