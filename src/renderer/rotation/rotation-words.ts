import type { Failure } from '../../shared/failure.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { dateOf, momentOf } from '../times.ts';

/** One short line for a row or a list: where it stands, and by when it goes on. */
export function stepWords(rotation: Rotation, now: Date): string {
  const { step, way } = rotation;
  const held = waitWords(rotation, now);
  if (held !== null) return held;
  switch (step.at) {
    case 'planned':
      return 'Waits for its turn';
    case 'preflight':
      return 'Looking at how things are at the service';
    case 'blocked':
      return blockWords[step.block.because];
    case 'creating':
      return 'The service is making the new key';
    case 'fetching':
      return 'Make the new key in the service’s pages and paste it';
    case 'create-unknown':
      return 'Finding out whether the new key was made';
    case 'created-unreceived':
      return 'New key made, its answer lost: delete it and create again';
    case 'save-failed':
      return 'New key in memory only: your keychain did not take it';
    case 'stored':
      return 'New key kept here, and being tried';
    case 'verify-failed':
      return 'The service refuses the new key; the old one is in use';
    case 'verified':
      return 'New key works, and takes over';
    case 'deploying':
      return 'New key in use: put it into your tools';
    case 'soaking':
      return isSoaked(rotation, now)
        ? 'New key in use: the old one can be retired now'
        : `New key in use, old one retires on ${dateOf(step.until)}`;
    case 'gone-back':
      return 'Old key in use again, new one kept';
    case 'retiring':
      return way === 'api' ? 'Retiring the old key' : 'Delete the old key in the service’s pages';
    case 'retire-failed':
      return rotation.successor === null
        ? 'The old key is not retired yet'
        : 'Two live keys: the old one is not retired yet';
    case 'abandoning':
      return way === 'api'
        ? 'Deleting the new key at the service'
        : 'Delete the new key in the service’s pages';
    case 'retired':
      return 'Done: new key in use, old one retired';
    case 'abandoned':
      return rotation.oldEndedAt === null
        ? 'Ended: the old key is in use'
        : 'Ended without a new key';
    default:
      return step satisfies never;
  }
}

/** Whether nothing goes on before the user has done something. */
export function isWaitingForUser(rotation: Rotation, now = new Date()): boolean {
  const { step, wait, way } = rotation;
  if (rotation.closedAt !== null) return false;
  if (wait !== null) return wait.retryAt === null;
  switch (step.at) {
    case 'blocked':
    case 'fetching':
    case 'created-unreceived':
    case 'save-failed':
    case 'verify-failed':
    case 'deploying':
    case 'gone-back':
    case 'retire-failed':
      return true;
    case 'retiring':
    case 'abandoning':
      return way === 'guided';
    case 'soaking':
      return isSoaked(rotation, now);
    case 'planned':
    case 'preflight':
    case 'creating':
    case 'create-unknown':
    case 'stored':
    case 'verified':
    case 'retired':
    case 'abandoned':
      return false;
    default:
      return step satisfies never;
  }
}

/** What is to be done now, or what is going on, as the heading of its place. */
export function headlineOf(rotation: Rotation, now = new Date()): string {
  const { step, way, wait } = rotation;
  if (wait !== null) return headlineOfWait(rotation, wait.because);
  switch (step.at) {
    case 'planned':
      return 'It waits for its turn';
    case 'preflight':
      return 'Looking at the service';
    case 'blocked':
      return headlineOfBlock[step.block.because];
    case 'creating':
      return 'The new key is being made';
    case 'fetching':
      return 'Make the new key and paste it';
    case 'create-unknown':
      return 'Was the new key made?';
    case 'created-unreceived':
      return 'The new key was made and never arrived';
    case 'save-failed':
      return 'Your keychain did not take the new key';
    case 'stored':
      return 'The new key is being tried';
    case 'verify-failed':
      return 'The service refuses the new key';
    case 'verified':
      return 'The new key works';
    case 'deploying':
      return 'Put the new key into your tools';
    case 'soaking':
      return isSoaked(rotation, now) ? 'Retire the old key' : 'Both keys work for now';
    case 'gone-back':
      return 'The old key is in use again';
    case 'retiring':
      return way === 'api' ? 'The old key is being retired' : 'Delete the old key at the service';
    case 'retire-failed':
      return 'The old key is not retired yet';
    case 'abandoning':
      return way === 'api' ? 'The new key is being deleted' : 'Delete the new key at the service';
    case 'retired':
      return 'The key is rotated';
    case 'abandoned':
      return 'This rotation has ended';
    default:
      return step satisfies never;
  }
}

/** Whether both keys have lived beside each other as long as they were to. */
export function isSoaked({ step }: Pick<Rotation, 'step'>, now: Date): boolean {
  return step.at === 'soaking' && Date.parse(step.until) <= now.getTime();
}

/** Both work at the service, as far as is known: the user should never lose sight of that. */
export function hasTwoLiveKeys(rotation: Rotation): boolean {
  return rotation.oldEndedAt === null && rotation.step.at !== 'retired' && isNewAlive(rotation);
}

/** Whether there is a new key at the service, whoever has it. */
export function isNewAlive({ timeline }: Pick<Rotation, 'timeline'>): boolean {
  const made = timeline.findLastIndex(
    ({ note }) => note === 'stored' || note === 'made-unreceived' || note === 'save-failed',
  );
  return made > timeline.findLastIndex(({ note }) => note === 'new-retired');
}

/** Why it does not go on by itself; null if it does, or if its step says so. */
function waitWords(rotation: Rotation, now: Date): string | null {
  const { wait, step } = rotation;
  if (wait === null) return null;
  const { because, retryAt } = wait;
  if (because.code === 'signed-out') return 'Sign in to go on';
  if (because.code === 'keychain-locked') return 'Unlock your keychain to go on';
  if (because.code === 'keychain-missing') return 'No keychain to go on with';
  if (because.code === 'cannot-be-asked') return 'Say whether the new key works';
  if (because.code === 'key-refused' && step.at !== 'stored') return 'The new key is refused now';
  if (step.at === 'retire-failed' && retryAt === null) {
    return 'Two live keys: the old one is not retired yet';
  }
  return retryAt === null
    ? 'Does not go on: open it'
    : `${shortFailureWords(because.code)}, tries again at ${momentOf(retryAt, now)}`;
}

/** In a few words. */
export function shortFailureWords(code: Failure['code']): string {
  return shortWords[code] ?? 'Could not go on';
}

type ByCode = Partial<Record<Failure['code'], string>>;

const shortWords: ByCode = {
  'signed-out': 'Signed out',
  'keychain-locked': 'Keychain locked',
  'cannot-be-asked': 'The service cannot be asked',
  unreachable: 'Service not reached',
  'rate-limited': 'Too many requests',
  'service-failed': 'The service has a fault',
  forbidden: 'Not let in',
  'key-refused': 'New key not taken yet',
  'outcome-unknown': 'No answer yet',
  'records-unwritable': 'Could not be written down',
};

function headlineOfWait({ step, successor }: Rotation, { code }: Failure): string {
  if (code === 'key-refused' && step.at === 'stored') return 'The new key is not taken yet';
  const known = headlines[code];
  if (known !== undefined) return known;
  if (step.at === 'create-unknown') return 'Was the new key made?';
  if (step.at === 'retire-failed') {
    return successor === null ? 'The old key may still work' : 'The old key is not retired yet';
  }
  return 'It could not go on';
}

const headlines: ByCode = {
  'signed-out': 'Sign in to go on',
  'keychain-locked': 'Unlock your keychain to go on',
  'keychain-missing': 'There is no keychain to use',
  'cannot-be-asked': 'Does the new key work?',
  'successor-unproven': 'Does the new key still work?',
  'key-refused': 'The new key is refused now',
  unreachable: 'The service cannot be reached',
  'rate-limited': 'The service wants a pause',
  'service-failed': 'The service has a fault',
  forbidden: 'The service does not let us in',
  'records-unwritable': 'It could not be written down',
  'rotation-elsewhere': 'Another copy of Keyturn goes on with it',
  'item-missing': 'The new key is not in your keychain',
  'item-changed': 'The new key is not in your keychain',
  'key-not-held': 'The new key is not in your keychain',
};

type Block = Extract<Rotation['step'], { at: 'blocked' }>['block']['because'];

const blockWords: Record<Block, string> = {
  'session-short': 'Session ends soon: sign in anew to go on',
  'quota-full': 'No room for another key',
  'newer-key': 'A newer key of this label is at the service',
  rejected: 'The service found fault with the new key',
  'from-backup': 'From a backup: say whether there is a new key already',
};

const headlineOfBlock: Record<Block, string> = {
  'session-short': 'Your session ends too soon',
  'quota-full': 'There is no room for another key',
  'newer-key': 'There is a newer key already',
  rejected: 'The service found fault with it',
  'from-backup': 'Is there a new key already?',
};
