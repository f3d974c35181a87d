import type {
  Failure,
  UnreachableReason,
  UnreadableReason,
  UnwritableReason,
} from '../shared/failure.ts';
import { absences } from './keychain/keychain-words.tsx';

/** How each Failure is said: what happened, what it means and what to do next. */
export function failureWords(failure: Failure): string {
  switch (failure.code) {
    case 'call-refused':
      return 'Keyturn would not do this. It may have been done already, or what it is about is gone. Look again, then try once more.';
    case 'unlock-refused':
      return 'Keyturn stays locked: the system did not find that it is you. Try again.';
    case 'keychain-locked':
      return 'Your keychain did not open. It is still locked: the password prompt was closed, or your desktop could not show one. Unlock it, then try again.';
    case 'keychain-missing':
      return `${absences[failure.reason]} See Keychain for what to do.`;
    case 'key-not-held':
      return 'This key is not held here. Paste it if you have it, or make a new one.';
    case 'item-missing':
      return 'Your keychain no longer has this key: its item was deleted outside Keyturn. If you have the key elsewhere, paste it again; if not, rotate it.';
    case 'item-changed':
      return 'The item of this key in your keychain was changed outside Keyturn and no longer ends in the same five characters, so it was not used. Paste the right key again, or forget it here.';
    case 'read-back-failed':
      return 'Your keychain did not give back what was put into it, so the key does not count as saved. Check Keychain, then try again.';
    case 'key-unsaved':
      return 'The service made the key, but your keychain did not take it. Keyturn holds it in memory until you have chosen what to do.';
    case 'confirmation-needed':
      return deadWords[failure.because];
    case 'wrong-last-five':
      return 'These are not the last five characters of this key. Nothing was changed.';
    case 'nothing-found':
      return 'No key was found there. Copy the key as the service shows it, then try again.';
    case 'file-unreadable':
      return 'This file cannot be read. It must be a plain file of at most 1 MB that you may open.';
    case 'recipe-unfit':
      return 'This key cannot be written in this form without being changed. Nothing was copied. Copy the bare key instead.';
    case 'clipboard-failed':
      return 'The clipboard could not be used. Another program may be holding it; try again in a moment.';
    case 'keys-still-held':
      return 'Keys of this account are still held here. Say that they are to be forgotten too, or keep the account.';
    case 'records-unwritable':
      return `${unwritable[failure.reason]} Nothing that was there before is lost, and this change was not made. ${whatToDo[failure.reason]}, then try again.`;
    case 'signed-out':
      return 'The service has ended your session. Sign in again to go on.';
    case 'sign-in-refused':
      return failure.reason === 'not-authorized'
        ? 'The service does not let this e-mail address sign in. Check how it is written, or ask the service to be let in.'
        : 'This code was not taken. It is mistyped, too old or used already. Check it against the newest mail, or ask for a new code.';
    case 'wait-before-retry':
      return `A code was sent a moment ago. Use that one, or ask for a new one in ${secondsWords(failure.seconds)}.`;
    case 'in-rotation':
      return 'This key is being rotated. Open the rotation and decide there what becomes of it.';
    case 'rotation-elsewhere':
      return 'Another copy of Keyturn has gone on with this rotation. Nothing was done here. Close one of the two, and open Keyturn again.';
    case 'places-open':
      return `${failure.count === 1 ? 'One place does' : `${failure.count} places do`} not have the new key yet. Tick each place that has it, or say that you go on without.`;
    case 'successor-unproven':
      return 'The new key has not been shown to work within the last hour, so the old one stays. Check the new key first.';
    case 'old-key-missing':
      return 'The service does not list the old key any more, or refuses it, so it may be gone and the new one is kept. Sync the account to see what is there.';
    case 'still-works':
      return 'The service still takes this key, so it has not been ended there. Nothing was changed here.';
    case 'cannot-be-asked':
      return 'The service has no harmless question that would tell. Only you can say.';
    case 'file-unwritable':
      return 'The file could not be written there. Choose another folder, or look whether this one is still there and may be written.';
    case 'key-refused':
      return 'The service does not take this key. It is wrong, expired or deleted.';
    case 'forbidden':
      return 'The service, or something in front of it, did not let us in. Check that you are on the right network, then try again.';
    case 'not-found':
      return 'The service knows no such thing, or it is not yours. Check the address of the account.';
    case 'rejected-by-service':
      return `The service found fault with what was sent${failure.field === null ? '' : ` (${failure.field})`}: “${failure.message}” Nothing was changed.`;
    case 'quota-full':
      return 'The account has as many keys as it may have. Retire one first, then try again.';
    case 'rate-limited':
      return `The service has had too many requests. Try again ${laterWords(failure.retryAfterSeconds)}.`;
    case 'service-failed':
      return `The service has a fault of its own. Your keys and your session are not touched by it. Try again ${laterWords(failure.retryAfterSeconds)}.`;
    case 'unreadable-answer':
      return `${unreadable[failure.reason]} Check the address of the account; if it is right, try again later.`;
    case 'unreachable':
      return unreachable[failure.reason];
    case 'outcome-unknown':
      return 'The connection broke before the service answered, so nobody knows whether the change was made. Sync and look at the list before you try again.';
    case 'sandbox-unreadable':
      return 'The sandbox’s file cannot be read, so the sandbox does not start. Begin it anew with the button above; the file is kept under another name.';
    case 'bug':
      return 'Something unexpected went wrong. Nothing was changed. Please try again.';
    default:
      return failure satisfies never;
  }
}

const deadWords: Record<Extract<Failure, { code: 'confirmation-needed' }>['because'], string> = {
  expired: 'This key has expired: its service no longer takes it.',
  gone: 'Its service no longer lists this key, so it will not be taken there.',
  refused: 'Its service refused this key when it was last checked.',
  retired: 'This key is retired: its service no longer takes it.',
};

const unreachable: Record<UnreachableReason, string> = {
  offline: 'There is no way from this computer to the service. Check your network, then try again.',
  dns: 'Nobody knows the name of this server. Check the address of the account and your network.',
  refused: 'Nothing answers at this address. Check that the service runs there, then try again.',
  timeout: 'The service did not answer in time. Try again in a moment.',
  tls: 'The server could not show that it is who it says it is, so nothing was sent. Ask your network’s support before you go on.',
  proxy: 'The proxy of this computer did not let us through. Check your proxy settings.',
  'proxy-kind':
    'Your system asks for a kind of proxy that Keyturn cannot use, such as SOCKS. Set an HTTP proxy, or none.',
  reset: 'The connection broke. Try again in a moment.',
};

const unwritable: Record<UnwritableReason, string> = {
  'disk-full': 'The disk is full, so Keyturn could not write this down.',
  'not-allowed':
    'Keyturn may not write to its own file: it is read-only, was moved, or is held by another program.',
  'disk-fault':
    'The disk did not take what Keyturn wanted to write: a quota may be used up, or the disk is failing.',
};

const whatToDo: Record<UnwritableReason, string> = {
  'disk-full': 'Make some room',
  'not-allowed': 'See that it is in its place and may be written to',
  'disk-fault': 'See that you have room on it and that it is sound',
};

const unreadable: Record<UnreadableReason, string> = {
  'not-json':
    'Something answered that is not the service: a sign-in page of your network, perhaps.',
  shape: 'The service answered in a way that Keyturn does not know.',
  'too-large': 'The answer was larger than Keyturn takes in.',
  redirect: 'The server wants to send us elsewhere, which Keyturn never follows.',
  'not-understood': 'The answer could not be understood.',
};

function laterWords(seconds: number | null): string {
  return seconds === null ? 'in a few minutes' : `in ${secondsWords(seconds)}`;
}

function secondsWords(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
