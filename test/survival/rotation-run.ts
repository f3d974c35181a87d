import type { AccountState } from '../../src/shared/account-state.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { Rotation } from '../../src/shared/rotation.ts';
import type { State } from '../../src/shared/state.ts';
import { RefusedError, type Lane } from './lane.ts';
import { wayOn, type Scenario } from './scenario.ts';

/** One rotation in a lane, at an account of its own. */
export interface RotationRun {
  scenario: Scenario;
  lane: Lane;
  email: string;
  account: AccountState;
  old: KeyRow;
}

/** More would be a circle. */
const mostTurns = 120;
let count = 0;

/** Signs in at an account that is new, and lets it make the key that is to be rotated. */
export async function prepareRun(lane: Lane, scenario: Scenario): Promise<RotationRun> {
  const { service } = scenario;
  count += 1;
  const email = `officer-${count}@agency.gov.sg`;
  lane.recorder.watch();
  const { accountId } = await lane.call('addAccount', {
    serviceId: service.id,
    place: { address: `${lane.recorder.address}${service.path}` },
    name: `Account ${count}`,
    email,
    parameters: {},
  });
  await signIn(lane, await accountOf(lane, accountId), scenario);
  const { keyId } = await lane.call('generateKey', {
    accountId,
    label: 'ops-mailer',
    contacts: service.contacts,
    expiration: service.expiration,
  });
  // What follows upon that by itself must be over before anything is counted.
  await settled(lane, accountId);
  await lane.call('syncAccount', { accountId });
  const state = await lane.state();
  const old = state.keys.find(({ id }) => id === keyId);
  if (!old) throw new Error('State tells of no key.');
  return { scenario, lane, email, account: await accountOf(lane, accountId), old };
}

async function accountOf(lane: Lane, id: AccountState['id']): Promise<AccountState> {
  const found = (await lane.state()).accounts.find((one) => one.id === id);
  if (!found) throw new Error('State does not tell of the account.');
  return found;
}

async function signIn(lane: Lane, { id: accountId, email }: AccountState, scenario: Scenario) {
  const { sandbox } = lane;
  // Nobody waits half a minute for the next code: a clock that is moved back forgets the one before.
  await sandbox.moveClock({ moveMs: 1000 });
  await sandbox.moveClock({ reset: true });
  await lane.call('requestCode', { accountId });
  const mail = (await sandbox.mails()).find(({ to }) => to === email);
  const code = /\b[A-Z0-9]{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'none';
  await lane.call('signIn', { accountId, code, isToBeKept: scenario.isSessionKept });
}

async function settled(lane: Lane, accountId: AccountState['id']): Promise<void> {
  for (;;) {
    const state = await lane.state();
    const account = state.accounts.find(({ id }) => id === accountId);
    if (!account?.sync?.isRunning && !state.checkingKeychain) return;
    await lane.changeAfter(state.revision);
  }
}

/** From wherever it stands to its end, by the ways on that the app offers. */
export async function goToEnd(
  run: RotationRun,
  hear: (step: string) => void = () => undefined,
): Promise<Rotation> {
  const { lane, scenario, account } = run;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const state = await lane.state();
    const rotation = rotationIn(state, run);
    hear(rotation === null ? 'not begun' : nameOf(rotation));
    if (rotation !== null && rotation.closedAt !== null) {
      // The list that follows upon it by itself is part of it.
      await settled(lane, account.id);
      return rotation;
    }
    const now = state.accounts.find(({ id }) => id === account.id);
    const isMoved =
      (await unlessRefused(() => signInIfAsked(run, now))) ||
      (await unlessRefused(() => decide(run, state, rotation)));
    if (!isMoved) await lane.changeAfter(state.revision);
  }
  throw new Error(`${scenario.name} goes round in a circle.`);
}

/** So that the list can be asked for. */
export async function beSignedIn(run: RotationRun): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const state = await run.lane.state();
    const account = state.accounts.find(({ id }) => id === run.account.id);
    if (account?.signIn.status === 'signed-in') return;
    if (!(await signInIfAsked(run, account))) await run.lane.changeAfter(state.revision);
  }
}

/** A kept session is taken up by itself, once the keychain is known to be open. */
async function signInIfAsked({ lane, scenario }: RotationRun, account: AccountState | undefined) {
  const signedOut = account?.signIn.status === 'signed-out' ? account.signIn : null;
  if (!account || (signedOut === null && account.signIn.status !== 'code-sent')) return false;
  if (signedOut?.because === 'keychain-shut') return false;
  await signIn(lane, account, scenario);
  return true;
}

async function decide(run: RotationRun, state: State, rotation: Rotation | null): Promise<boolean> {
  const { lane, scenario } = run;
  if (rotation === null) {
    await begin(run);
    return true;
  }
  const unsaved = state.unsaved.find(({ keyId }) => keyId === rotation.newKeyId);
  if (rotation.step.at === 'save-failed' && unsaved) {
    await lane.call('saveUnsaved', { keyId: unsaved.keyId });
    return true;
  }
  const decision = scenario.decide(rotation) ?? wayOn(rotation);
  if (decision === null) return false;
  await lane.call('decideRotation', { rotationId: rotation.id, decision });
  return true;
}

async function begin({ lane, scenario, old }: RotationRun): Promise<void> {
  const { contacts, expiration } = scenario.service;
  const wish = { label: 'ops-mailer (2027)', contacts, expiration };
  await lane.call('startRotations', {
    wishes: [{ keyId: old.id, reason: scenario.reason, wish, soakDays: 7, lastFive: old.lastFive }],
  });
}

/** It may have gone on meanwhile, and then what was decided has no place any more: one looks again. */
async function unlessRefused(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/** The next one finds the home as it would be without this one. */
export async function forget({ lane, account }: RotationRun): Promise<void> {
  await lane.call('removeAccount', { accountId: account.id, isForgettingKeys: true });
}

export function rotationIn(state: State, { account }: RotationRun): Rotation | null {
  return state.rotations.find(({ accountId }) => accountId === account.id) ?? null;
}

export function nameOf({ step, wait }: Rotation): string {
  return wait === null ? step.at : `${step.at} (${wait.because.code})`;
}
