import type { Failure } from '../../shared/failure.ts';
import type { Clue, KeyCheck } from '../../shared/key.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { RuleCard } from '../../shared/service.ts';
import { dateOf, momentOf } from '../times.ts';

/** How the answer to a check is said. */
export interface CheckWords {
  tone: 'good' | 'urgent' | 'due' | 'plain';
  /** In a word or three, for a list. */
  short: string;
  /** What happened and what it means. */
  text: string;
  /** What to do about it; null where there is nothing to do. */
  todo: string | null;
}

/** What else is known of the key that was checked. */
interface Known {
  expiresAt: string | null;
  now: Date;
}

const nothingKnown: Known = { expiresAt: null, now: new Date() };

export function checkWords(
  { at, answer, clues }: KeyCheck,
  card: RuleCard | null,
  { expiresAt, now }: Known = nothingKnown,
): CheckWords {
  const service = card?.name ?? 'The service';
  switch (answer.outcome) {
    case 'works':
      return {
        tone: 'good',
        short: 'Works',
        text: `${service} accepted this key${worksButWords(clues)}.`,
        todo: null,
      };
    case 'refused':
      return refusedWords(answer.because, clues, service, card, expiresAt);
    case 'unknown':
      return unknownWords(answer, at, service, now);
    case 'not-asked':
      return notAskedWords(answer.because, service);
    default:
      return answer satisfies never;
  }
}

/** Seldom, and worth a word: the service knows better than the list or the date. */
function worksButWords(clues: readonly Clue[]): string {
  if (clues.includes('expired')) return ', although its end is past';
  if (clues.includes('gone')) return ', although it no longer lists it';
  return '';
}

type Refusal = Extract<ProbeAnswer, { outcome: 'refused' }>['because'];

function refusedWords(
  because: Refusal,
  clues: readonly Clue[],
  service: string,
  card: RuleCard | null,
  expiresAt: string | null,
): CheckWords {
  const refused = { tone: 'urgent', short: 'Refused' } as const;
  const first = `${service} refused this key.`;
  if (because === 'disabled') {
    return {
      ...refused,
      text: `${first} It knows the key and has switched it off.`,
      todo: `Ask the people of ${service} why, or rotate the key.`,
    };
  }
  if (because === 'unverified') {
    return {
      ...refused,
      text: `${first} It waits for its owner to confirm an e-mail address.`,
      todo: 'Open the mail that came when the key was made, and confirm; then check again.',
    };
  }
  const clue = tellingOrder.find((one) => clues.includes(one));
  if (clue === undefined) {
    return {
      ...refused,
      text: `${first} It is wrong, expired or deleted: the service does not say which.`,
      todo: 'Look at the key in the pages of the service. If it is gone there, rotate it.',
    };
  }
  return {
    ...refused,
    text: `${first} ${clueWords(clue, card, expiresAt)}`,
    todo: clueTodos[clue],
  };
}

/** What explains a refusal best comes first: a key that was broken on its way may also be past its end. */
const tellingOrder: readonly Clue[] = [
  'plus-lost',
  'other-environment',
  'other-form',
  'expired',
  'gone',
];

function clueWords(clue: Clue, card: RuleCard | null, expiresAt: string | null): string {
  switch (clue) {
    case 'expired':
      return expiresAt === null ? 'It has expired.' : `It expired on ${dateOf(expiresAt)}.`;
    case 'gone':
      return 'It is no longer listed there: somebody has deleted it.';
    case 'other-form':
      return `It does not look like a key of ${card?.name ?? 'this service'}. It may be cut short, have a blank in it, or belong elsewhere.`;
    case 'plus-lost':
      return 'It has a blank where a + should be: a + was lost on its way, as happens in web addresses.';
    case 'other-environment':
      return 'It is a key of another environment: a test key at production, or the other way round.';
    default:
      return clue satisfies never;
  }
}

const clueTodos: Record<Clue, string> = {
  expired: 'Rotate it.',
  gone: 'Rotate it, or forget it here if nothing uses it.',
  'other-form': 'Copy it once more where it was shown to you and bring it in again, or rotate it.',
  'plus-lost': 'Bring it in again from where it was first kept, or rotate it.',
  'other-environment':
    'Bring it in at an account of its own environment, and use it only at that address.',
};

type Unknown = Extract<ProbeAnswer, { outcome: 'unknown' }>;

function unknownWords(
  { because, retryAfterSeconds }: Unknown,
  at: string,
  service: string,
  now: Date,
): CheckWords {
  const after = retryAfterSeconds ?? retryAfterOf(because);
  const until =
    after === null ? null : momentOf(new Date(Date.parse(at) + after * 1000).toISOString(), now);
  const again = until === null ? 'Check again in a few minutes.' : `Check again after ${until}.`;
  const { short, text, todo } = unlearntWords(because, service, again);
  return { tone: 'due', short, text: `${text} This says nothing about the key.`, todo };
}

function retryAfterOf(failure: Failure): number | null {
  return failure.code === 'rate-limited' || failure.code === 'service-failed'
    ? failure.retryAfterSeconds
    : null;
}

function unlearntWords(
  because: Failure,
  service: string,
  again: string,
): { short: string; text: string; todo: string } {
  // Other failures are none of a probe's.
  if (because.code === 'rate-limited') {
    return { short: 'Limit reached', text: `${service} has had too many requests.`, todo: again };
  }
  if (because.code === 'service-failed') {
    return { short: 'Service down', text: `${service} has a fault of its own.`, todo: again };
  }
  if (because.code === 'forbidden') {
    return {
      short: 'Not let in',
      text: `Something in front of ${service} did not let us in: a white list of addresses, a content network, or rights that the key lacks.`,
      todo: 'Check that you are on the right network and that this computer’s address is on the list, then check again.',
    };
  }
  if (because.code === 'unreachable') {
    return { short: 'Not reached', ...unreachedWords(because.reason, service) };
  }
  if (because.code === 'unreadable-answer') {
    return {
      short: 'Not understood',
      text: `Something answered that is not ${service}, or not in a way that Keyturn knows.`,
      todo: 'Your network may want you to sign in first. Check that and the address of the account, then check again.',
    };
  }
  return {
    short: 'Not learnt',
    text: `${service} gave no answer that tells.`,
    todo: 'Check again. If it stays so, look at the address of the account.',
  };
}

function unreachedWords(
  reason: Extract<Failure, { code: 'unreachable' }>['reason'],
  service: string,
): { text: string; todo: string } {
  switch (reason) {
    case 'proxy':
      return {
        text: `The proxy of this computer did not let us through to ${service}.`,
        todo: 'Check your proxy settings, then check again.',
      };
    case 'proxy-kind':
      return {
        text: 'Your system asks for a kind of proxy that Keyturn cannot use, such as SOCKS.',
        todo: 'Set an HTTP proxy, or none, then check again.',
      };
    case 'tls':
      return {
        text: `The server could not show that it is ${service}, so the key was not sent.`,
        todo: 'Ask your network’s support before you go on.',
      };
    case 'offline':
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'reset':
      return {
        text: `${service} could not be reached.`,
        todo: 'Check your network and the address of the account, then check again.',
      };
    default:
      return reason satisfies never;
  }
}

type NotAsked = Extract<ProbeAnswer, { outcome: 'not-asked' }>['because'];

function notAskedWords(because: NotAsked, service: string): CheckWords {
  const base = { tone: 'plain', short: 'Not asked' } as const;
  switch (because.reason) {
    case 'no-probe':
      return {
        ...base,
        text: `${service} has no question that is known to be harmless, so the key was not tried.`,
        todo: 'Try it where you use it.',
      };
    case 'parameter-missing':
      return {
        ...base,
        text: `To ask ${service}, Keyturn needs “${because.parameter}” of this account, which is not set.`,
        todo: 'Add the account again with it.',
      };
    case 'not-sendable':
      return {
        tone: 'urgent',
        short: 'Cannot be sent',
        text: 'The key has characters that cannot be sent, so it was not tried: it was broken on its way.',
        todo: 'Copy it once more where it was shown to you and bring it in again, or rotate it.',
      };
    default:
      return because satisfies never;
  }
}
