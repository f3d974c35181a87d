import * as fc from 'fast-check';
import type { KeyRow } from '../../../src/shared/key.ts';
import type { Rotation, RotationDecision } from '../../../src/shared/rotation.ts';
import { isOpen } from '../../../src/shared/rotation-progress.ts';
import type { Said } from './rotation-rules.ts';
import { faults, uses } from './rotation-service.ts';
import type { World } from './rotation-world.ts';

export interface Played {
  world: World;
  said: Said;
}

/** One thing that the user, the service, the computer or time may do. */
export interface Move {
  name: string;
  play: (played: Played) => Promise<void>;
}

const minuteMs = 60_000;
let labels = 0;

function rowAt({ world }: Played, index: number): KeyRow | null {
  const { keys } = world.now().store.read();
  return keys.length === 0 ? null : (keys[index % keys.length] ?? null);
}

function openAt({ world }: Played, index: number): Rotation | null {
  const open = world.now().store.read().rotations.filter(isOpen);
  return open.length === 0 ? null : (open[index % open.length] ?? null);
}

export async function start(
  { world, said }: Played,
  rows: readonly KeyRow[],
  reason: Rotation['reason'],
): Promise<void> {
  const wishes = rows.map(({ id, lastFive }) => {
    labels += 1;
    const label = `new-${labels}`;
    const wish = { label, contacts: ['ops@agency.gov.sg'], expiration: null };
    return { keyId: id, reason, wish, soakDays: 7, lastFive };
  });
  const code = await world.call('startRotations', { wishes });
  if (code !== null || reason === 'planned') return;
  for (const { remoteId } of rows) if (remoteId !== null) said.mayGo.add(remoteId);
}

export async function decide(
  { world, said }: Played,
  rotation: Rotation,
  decision: RotationDecision,
): Promise<void> {
  const { step, successor, old } = rotation;
  const unheld =
    step.at === 'created-unreceived' || step.at === 'save-failed' ? step.found.remoteId : null;
  const newId = successor?.remoteId ?? unheld;
  // Heard before it is answered: what follows from it begins at once.
  const isLast = decision.kind === 'create-again' && newId !== null && !said.mayGoLast.has(newId);
  if (isLast) said.mayGoLast.add(newId);
  if ('isVouched' in decision ? decision.isVouched : decision.kind === 'vouch') {
    said.vouched.set(rotation.id, world.clock.now().getTime());
  }
  const code = await world.call('decideRotation', { rotationId: rotation.id, decision });
  if (code !== null) {
    if (isLast) said.mayGoLast.delete(newId);
    return;
  }
  const goes = 'lastFive' in decision ? old.remoteId : null;
  const goesNew = ['abandon', 'create-again'].includes(decision.kind) ? newId : null;
  for (const id of [goes, goesNew]) if (id !== null) said.mayGo.add(id);
}

const index = fc.nat(20);

const started = fc
  .tuple(index, fc.constantFrom<Rotation['reason']>('planned', 'planned', 'leaked', 'no-room'))
  .map(([at, reason]): Move => ({
    name: `start ${at} ${reason}`,
    async play(played) {
      const row = rowAt(played, at);
      if (row) await start(played, [row], reason);
    },
  }));

const startedAll = fc.constant<Move>({
  name: 'start all',
  async play(played) {
    const rows = played.world.now().store.read().keys;
    await start(
      played,
      rows.filter(({ standing }) => standing === 'held'),
      'planned',
    );
  },
});

const decision = fc.oneof(
  fc.constantFrom<RotationDecision>(
    { kind: 'try-again' },
    { kind: 'ignore-newer' },
    { kind: 'stop' },
    { kind: 'create-again' },
    { kind: 'vouch' },
    { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: true },
    { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: true },
    { kind: 'go-back' },
    { kind: 'take-up-again' },
    { kind: 'abandon' },
    { kind: 'ended-by-hand', isVouched: false },
  ),
  fc.constant<RotationDecision>({ kind: 'leaked', lastFive: 'right' }),
  fc.constant<RotationDecision>({
    kind: 'retire-old',
    lastFive: 'right',
    isWithOpenPlaces: true,
    isVouched: false,
  }),
);

const decided = fc.tuple(index, decision).map(([at, asked]): Move => ({
  name: `decide ${at} ${asked.kind}`,
  async play(played) {
    const rotation = openAt(played, at);
    if (!rotation) return;
    const { lastFive } = rotation.old;
    await decide(played, rotation, 'lastFive' in asked ? { ...asked, lastFive } : { ...asked });
  },
}));

const adopted = fc.tuple(index, index).map(([at, row]): Move => ({
  name: `adopt ${at} ${row}`,
  async play(played) {
    const rotation = openAt(played, at);
    const key = rowAt(played, row);
    if (rotation && key) await decide(played, rotation, { kind: 'use-key', keyId: key.id });
  },
}));

/** A create is where most can be lost, and most of all if it is done and nobody hears of it. */
const failing = fc
  .tuple(
    fc.constantFrom(...uses, 'create', 'create'),
    fc.constantFrom(...faults, 'done-later', 'done-later', 'answer-lost'),
  )
  .map(([what, fault]): Move => ({
    name: `fail ${what} ${fault}`,
    play: async ({ world }) => world.judge.fail(what, fault),
  }));

const waited = fc
  .constantFrom(
    500,
    3000,
    21_000,
    minuteMs + 1000,
    10 * minuteMs,
    61 * minuteMs,
    2 * 1440 * minuteMs,
  )
  .map((ms): Move => ({ name: `wait ${ms}`, play: ({ world }) => world.move(ms) }));

const ended = fc.nat(14).map((moments): Move => ({
  name: `end after ${moments}`,
  async play({ world }) {
    world.endSoon(moments + 1);
  },
}));

const elsewhere = index.map((at): Move => ({
  name: `ended elsewhere ${at}`,
  async play({ world }) {
    const keys = world.judge.living();
    const key = keys[at % Math.max(keys.length, 1)];
    if (key) world.judge.endElsewhere(key.id);
  },
}));

const others: Move[] = [
  { name: 'sign in', play: ({ world }) => world.signIn() },
  { name: 'sign in', play: ({ world }) => world.signIn() },
  { name: 'sessions end', play: async ({ world }) => world.judge.endSessions() },
  { name: 'keychain shut', play: async ({ world }) => world.keychain.lock() },
  { name: 'keychain open', play: ({ world }) => world.openKeychain() },
  { name: 'keychain open', play: ({ world }) => world.openKeychain() },
  { name: 'disk full', play: async ({ world }) => world.records.refuse('disk-full') },
  { name: 'disk free', play: async ({ world }) => world.records.refuse(null) },
  { name: 'disk free', play: async ({ world }) => world.records.refuse(null) },
  { name: 'restart', play: ({ world }) => world.restart() },
  { name: 'made elsewhere', play: async ({ world }) => world.judge.add('one') },
];

export const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: started },
  { weight: 1, arbitrary: startedAll },
  { weight: 10, arbitrary: decided },
  { weight: 1, arbitrary: adopted },
  { weight: 5, arbitrary: failing },
  { weight: 7, arbitrary: waited },
  { weight: 2, arbitrary: ended },
  { weight: 1, arbitrary: elsewhere },
  { weight: 6, arbitrary: fc.constantFrom(...others) },
);
