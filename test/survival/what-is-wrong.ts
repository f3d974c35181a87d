import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRow } from '../../src/shared/key.ts';
import { beSignedIn, rotationIn, type RotationRun } from './rotation-run.ts';

// What must hold at any moment, whatever happened. Each gives what does not, in words.

/** Looked at from outside: the app may be dead. */
export async function wrongOutside(run: RotationRun): Promise<string[]> {
  return [...(await wrongWithHeldKeys(run)), ...wrongOrder(run), ...leaks(run)];
}

/** What the app shows beside what there is, after it has read the service's list. */
export async function wrongInState(run: RotationRun): Promise<string[]> {
  const { lane, account } = run;
  await beSignedIn(run);
  const before = liveKeys(run);
  // The first may join a list that was on its way already. The second is newer than what is compared with.
  await lane.call('syncAccount', { accountId: account.id });
  await lane.call('syncAccount', { accountId: account.id });
  const state = await lane.state();
  const rows = state.keys.filter(({ accountId }) => accountId === account.id);
  const still = new Set(liveKeys(run).map(({ id }) => id));
  const wrong = before
    .filter(({ id }) => still.has(id))
    .filter(({ id }) => !rows.some((row) => row.remoteId === id && isShownAsLive(row)))
    .map(({ lastFive }) => `${lastFive} lives at the service, and the app does not show it`);
  const told = JSON.stringify(state);
  if ([...lane.recorder.secrets()].some((secret) => told.includes(secret))) {
    wrong.push('State tells a secret');
  }
  return wrong;
}

/** Where it has ended: one key lives and is held, the new one or the old one, and nothing is left over. */
export async function wrongAtEnd(run: RotationRun): Promise<string[]> {
  const { lane, account, scenario, old } = run;
  const state = await lane.state();
  const rotation = rotationIn(state, run);
  if (rotation?.step.at !== scenario.ends) return [`it ended in ${rotation?.step.at}`];
  const current = scenario.ends === 'retired' ? rotation.successor?.keyId : old.id;
  const row = state.keys.find(({ id }) => id === current);
  if (!row || row.standing !== 'held' || row.replacedBy !== null) {
    return [`the key to use is ${row?.standing ?? 'not there'}`];
  }
  const wrong: string[] = [];
  const live = liveKeys(run);
  if (!live.some(({ id }) => id === row.remoteId)) wrong.push('the key to use is not live');
  if (live.length > 1) wrong.push(`${live.length} keys live at the end`);
  const items = (await lane.heldItems()).filter(({ accountId }) => accountId === account.id);
  const item = items.find(({ keyId }) => keyId === row.id);
  if (item?.secret !== lane.recorder.keys().get(row.remoteId ?? '')) {
    wrong.push('the item of the key to use is not what the service gave');
  }
  if (items.length !== 1) wrong.push(`${items.length} items are in the keychain at the end`);
  return wrong;
}

async function wrongWithHeldKeys(run: RotationRun): Promise<string[]> {
  const { lane, account, scenario } = run;
  const { service } = scenario;
  // Between the two there is none: that is what its user was told.
  if (scenario.reason === 'leaked') return [];
  const items = (await lane.heldItems()).filter(({ accountId }) => accountId === account.id);
  for (const { secret } of items) if (await service.isTaken(lane.sandbox, secret)) return [];
  return [`none of ${items.length} held keys works`];
}

/** By the order in which the service handled what it was asked. */
function wrongOrder({ lane, scenario, old }: RotationRun): string[] {
  const heard = lane.recorder.heard();
  const { routes, goodProbe } = scenario.service;
  const endOfOld = heard.findIndex(
    ({ route, remoteId }) => route === routes.delete && remoteId === old.remoteId,
  );
  if (endOfOld === -1) return [];
  const before = heard.slice(0, endOfOld);
  const isMade = before.some(({ route }) => route === routes.create);
  if (scenario.reason === 'leaked')
    return isMade ? ['a key was made before the leaked one went'] : [];
  const ended = new Set(
    heard.filter(({ route }) => route === routes.delete).map(({ remoteId }) => remoteId),
  );
  const isReplaced = before.some(
    ({ route, remoteId }) =>
      route === routes.create &&
      remoteId !== null &&
      !ended.has(remoteId) &&
      before.some(
        ({ route: later, bearer, status }) =>
          later === routes.probe &&
          status === goodProbe &&
          bearer === lane.recorder.keys().get(remoteId),
      ),
  );
  return isReplaced ? [] : ['the old key was retired before a new one was shown to work'];
}

/** Everything that a service gave away must be in the keychain or nowhere. */
export function leaks({ lane, email }: Pick<RotationRun, 'lane' | 'email'>): string[] {
  const secrets = [...lane.recorder.secrets()];
  const shapes = /_v1_[A-Za-z0-9+/]{44}|dgs_[A-Za-z0-9]{40}/;
  const isIn = (text: string) => shapes.test(text) || secrets.some((one) => text.includes(one));
  const contents = filesBelow(lane.home()).map((file) => ({ file, content: contentOf(file) }));
  const wrong = contents
    // As it stands, and as Chromium keeps its words.
    .filter(({ content }) => isIn(content) || isIn(content.replaceAll('\0', '')))
    .map(({ file }) => `a secret stands in ${file.slice(lane.home().length + 1)}`);
  // Else it would be no wonder that nothing is found.
  if (!contents.some(({ content }) => content.includes(email)))
    wrong.push('the records are not seen');
  return isIn(lane.said()) ? [...wrong, 'a secret was printed'] : wrong;
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // The app is at work in its own home.
    return '';
  }
}

function liveKeys({ lane, scenario, email }: RotationRun) {
  return scenario.service.liveKeys(lane.world(), email);
}

function isShownAsLive({ standing }: KeyRow): boolean {
  return standing === 'held' || standing === 'known-not-held';
}
