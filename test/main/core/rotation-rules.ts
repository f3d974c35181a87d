import type { Rotation } from '../../../src/shared/rotation.ts';
import type { World } from './rotation-world.ts';

const hourMs = 60 * 60_000;

/** What its owner has said, as it was said: the other half of what may be done. */
export interface Said {
  /** Keys at the service that are to go. */
  mayGo: Set<string>;
  /** New keys that were tried by hand, by rotation, and when. */
  vouched: Map<string, number>;
  /** New keys that are to go although nothing else may be left. */
  mayGoLast: Set<string>;
}

/** What must hold at all times, whatever fails. Found broken, it is told by name. */
export function createRules(world: World, said: Said) {
  const { judge, records, keychain, clock } = world;
  const broken: string[] = [];
  /** Those whose end was looked at: a new key may go in a later rotation, as the old one of that. */
  const over = new Set<string>();

  judge.listen((what, id) => {
    if (what === 'create') whenCreating(id);
    else whenRevoking(id);
  });

  function isHeld(id: string | null): boolean {
    const secret = id === null ? null : judge.secretOf(id);
    return secret !== null && [...keychain.items.values()].includes(secret);
  }

  function whenCreating(label: string): void {
    // One that is itself being replaced is known to its owner, and so is one that was to be ignored.
    const { rotations } = records.read();
    const olds = new Set(
      rotations.flatMap(({ old, acceptedIds }) => [old.remoteId, ...acceptedIds]),
    );
    const isThere = judge.living().some((key) => key.label === label && !olds.has(key.id));
    if (isThere || judge.hasPending('create')) broken.push(`A second key is made for ${label}.`);
  }

  function whenRevoking(id: string): void {
    if (!judge.works(id)) return;
    for (const rotation of records.read().rotations) {
      if (rotation.closedAt === null) expectOneLeft(rotation, id);
    }
  }

  function expectOneLeft({ id: rotationId, reason, old, successor }: Rotation, id: string): void {
    const remoteId = successor?.remoteId ?? null;
    if (old.remoteId === id && reason === 'planned') {
      if (!judge.works(remoteId) || !isHeld(remoteId)) broken.push(`No key is left after ${id}.`);
      const word = said.vouched.get(rotationId) ?? 0;
      const shownAt = Math.max(judge.shownToWork.get(remoteId ?? '') ?? 0, word);
      if (clock.now().getTime() - shownAt >= hourMs) broken.push(`${id} goes without a proof.`);
    }
    if (remoteId === id && !judge.works(old.remoteId) && !said.mayGoLast.has(id)) {
      broken.push(`The last key ${id} goes.`);
    }
  }

  /** After each command. */
  function problems(): string[] {
    const { rotations } = records.read();
    const found = [...broken];
    for (const { id } of judge.revoked) {
      if (!said.mayGo.has(id)) found.push(`${id} was retired, and nobody had confirmed it.`);
    }
    const olds = rotations.filter(({ closedAt }) => closedAt === null).map(({ old }) => old.keyId);
    if (new Set(olds).size < olds.length) found.push('Two open rotations of one key.');
    for (const { id: rotationId, step, old, successor, timeline } of rotations) {
      const isNewlyOver = step.at === 'retired' && !over.has(rotationId);
      if (isNewlyOver && judge.revoked.some((ended) => ended.id === successor?.remoteId)) {
        found.push(`${rotationId} is said to be done, and its new key was ended.`);
      }
      if (step.at === 'retired') over.add(rotationId);
      const isListed = judge.living().some(({ id }) => id === old.remoteId);
      const isByHand = step.at === 'retired' && step.how === 'by-hand';
      if (step.at === 'retired' && !isByHand && isListed && judge.works(old.remoteId)) {
        found.push(`${old.remoteId} is said to be retired, and works.`);
      }
      if (timeline.length > 300) found.push('A history without end.');
    }
    if (/canaryQ7|canary-session/.test(world.seen())) found.push('A secret is seen.');
    for (const bug of world.bugs()) found.push(`A bug: ${String(bug)}`);
    return found;
  }

  /** Once the service has been asked anew, each of its keys is in State. */
  function unseen(): string[] {
    const { keys, unsaved } = world.now().store.read();
    const ids = new Set(keys.map(({ remoteId }) => remoteId));
    const inMemory = new Set(unsaved.map(({ lastFive }) => lastFive));
    return judge.living().flatMap(({ id, lastFive }) => {
      return ids.has(id) || inMemory.has(lastFive) ? [] : [`${id} lives, and nobody sees it.`];
    });
  }

  return { problems, unseen };
}

export type Rules = ReturnType<typeof createRules>;
