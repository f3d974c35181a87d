import type { Rotation } from '../../shared/rotation.ts';

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** Where a rotation stands, in one short line. */
export function stepWords(rotation: Rotation, now: Date): string {
  const { step, wait, way } = rotation;
  if (wait?.because.code === 'signed-out') return 'Sign in to go on';
  if (wait?.because.code === 'keychain-locked') return 'Unlock the keychain to go on';
  if (wait !== null && wait.retryAt === null) return 'Waits for you';
  const later = wait === null ? '' : ', tried again soon';
  switch (step.at) {
    case 'planned':
      return 'Waits for its turn';
    case 'preflight':
      return `Looking at the service first${later}`;
    case 'blocked':
      return blockWords[step.block.because];
    case 'creating':
      return 'The new key is being made';
    case 'fetching':
      return 'Make the new key and paste it here';
    case 'create-unknown':
      return 'Looking whether the new key was made';
    case 'created-unreceived':
      return 'A new key was made and not received';
    case 'save-failed':
      return 'The keychain did not take the new key';
    case 'stored':
      return `New key saved, being tried${later}`;
    case 'verify-failed':
      return 'The new key is refused';
    case 'verified':
      return 'The new key works';
    case 'deploying':
      return 'New key works: put it into your tools';
    case 'soaking':
      return Date.parse(step.until) <= now.getTime()
        ? 'New key in use, the old one can be retired'
        : `New key in use, old one retires on ${day.format(new Date(step.until))}`;
    case 'gone-back':
      return 'Old key in use again';
    case 'retiring':
      return way === 'api' ? 'The old key is being retired' : 'End the old key at the service';
    case 'retire-failed':
      return 'The old key could not be retired';
    case 'abandoning':
      return 'The new key is being retired';
    case 'retired':
      return 'Done: the new key is in use';
    case 'abandoned':
      return 'Given up: the old key stays';
    default:
      return step satisfies never;
  }
}

const blockWords = {
  'session-short': 'The session ends soon: sign in anew',
  'quota-full': 'The service has no room for one more key',
  'newer-key': 'There is a newer key of this label',
  rejected: 'The service found fault with the new key',
  'from-backup': 'It came back with a backup: look before it goes on',
};

/** Whether it goes no further before the user has done or decided something. */
export function isWaitingForUser({ step, wait, way }: Rotation, now = new Date()): boolean {
  if (step.at === 'soaking' && Date.parse(step.until) <= now.getTime()) return true;
  if (wait !== null && wait.retryAt === null) return true;
  const places: Rotation['step']['at'][] = [
    'blocked',
    'fetching',
    'created-unreceived',
    'save-failed',
    'verify-failed',
    'deploying',
    'gone-back',
    'retire-failed',
  ];
  return places.includes(step.at) || (way === 'guided' && step.at === 'retiring');
}

export function headlineOf({ old }: Rotation): string {
  return `Rotation of ${old.label}`;
}
