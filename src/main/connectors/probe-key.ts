import type { Failure } from '../../shared/failure.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import { probePathOf } from '../../shared/probe-path.ts';
import type { ProbeRule } from '../../shared/service.ts';
import type { GuidedConnector } from '../core/connector.ts';
import { FailureError } from '../core/failure-error.ts';
import { failureOf, isGood, jsonOf } from './answer.ts';
import type { Answer, Http } from './http.ts';

/**
 * Asks with a key as the rule card says. No cookie goes along, and one that comes back is dropped with
 * the rest of the answer: Postman v1 hands out a whole session of the key's owner, and looks at a cookie
 * before the key, so that with a jar a wrong key would pass.
 */
export function createProbe(http: Http): GuidedConnector['probe'] {
  return async function probeKey(place, key): Promise<ProbeAnswer> {
    const { probe, use } = place.card;
    if (probe === null || use === null) return notAsked({ reason: 'no-probe' });
    if (!/^[\x21-\x7e]+$/.test(key.reveal())) return notAsked({ reason: 'not-sendable' });
    const path = probePathOf(probe, place.card, place.parameters);
    if ('missing' in path) {
      return notAsked({ reason: 'parameter-missing', parameter: path.missing });
    }
    try {
      const answer = await http.ask({
        method: 'GET',
        address: place.address,
        path: path.found,
        headers: { [use.header]: use.template.replaceAll('{key}', () => key.reveal()) },
      });
      return answerOf(probe.rules, answer);
    } catch (error) {
      if (error instanceof FailureError) return unknown(error.failure);
      throw error;
    }
  };
}

/** What the rules make of an answer. It is given no chance to quote anything. */
function answerOf(rules: readonly ProbeRule[], answer: Answer): ProbeAnswer {
  const json = jsonOf(answer);
  // Whatever a rule card says, these tell nothing of a key.
  const isMute = answer.status >= 500 || [407, 408, 429].includes(answer.status);
  const rule = isMute
    ? undefined
    : rules.find((one) => fitsStatus(one, answer.status) && fitsBody(one, json));
  const means = rule?.means ?? 'nothing';
  switch (means) {
    case 'works':
      return { outcome: 'works' };
    case 'not-accepted':
    case 'disabled':
    case 'unverified':
      return { outcome: 'refused', because: means };
    case 'nothing':
      return unknown(failureOfProbe(answer));
    default:
      return means satisfies never;
  }
}

/** No session takes part, so a 401 that no rule speaks of is somebody between us and the service. */
function failureOfProbe(answer: Answer): Failure {
  if (answer.status === 401 || answer.status === 407) return { code: 'forbidden' };
  if (isGood(answer) && jsonOf(answer) === undefined) {
    return { code: 'unreadable-answer', reason: 'not-json', field: null };
  }
  return failureOf(answer, { isChange: false, field: null, message: '' });
}

function unknown(because: Failure): ProbeAnswer {
  const retryAfterSeconds = 'retryAfterSeconds' in because ? because.retryAfterSeconds : null;
  return { outcome: 'unknown', because, retryAfterSeconds };
}

function notAsked(because: Extract<ProbeAnswer, { outcome: 'not-asked' }>['because']): ProbeAnswer {
  return { outcome: 'not-asked', because };
}

function fitsStatus({ status: wanted }: ProbeRule, status: number): boolean {
  return typeof wanted === 'number'
    ? wanted === status
    : Number(wanted.slice(0, 1)) === Math.floor(status / 100);
}

function fitsBody({ body }: ProbeRule, json: unknown): boolean {
  if (body === 'any') return true;
  if (typeof json !== 'object' || json === null) return false;
  if (body === 'json') return true;
  const found = valueAt(json, body.field.split('.'));
  return body.is === null ? found !== undefined && found !== null : found === body.is;
}

function valueAt(json: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return json;
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined;
  const inner: unknown = Reflect.get(json, name);
  return valueAt(inner, rest);
}
