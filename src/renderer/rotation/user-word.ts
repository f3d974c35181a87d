import type { Failure } from '../../shared/failure.ts';
import type { Rotation } from '../../shared/rotation.ts';

type Code = Failure['code'];

/** By these nothing is learnt of a key from its service, today or ever. */
const unanswered: ReadonlySet<Code> = new Set<Code>([
  'unreachable',
  'rate-limited',
  'service-failed',
  'forbidden',
  'unreadable-answer',
  'outcome-unknown',
]);

/** Whether its owner may say that the new key works. A service that makes keys itself is asked until it answers. */
export function canVouchForNew({ step, wait, way }: Rotation): boolean {
  if (way === 'api') return false;
  // How a service of that kind is asked was described by somebody, and they may have erred.
  if (step.at === 'verify-failed') return true;
  const code = wait?.because.code;
  return step.at === 'stored' && (code === 'key-refused' || isUnanswered(code));
}

/** Whether its owner may say that a key is deleted: not where the service has just taken it. */
export function canSayDeleted(code: Code | undefined): boolean {
  const isNotHere = code === 'item-missing' || code === 'item-changed' || code === 'key-not-held';
  return code === 'cannot-be-asked' || isNotHere || isUnanswered(code);
}

function isUnanswered(code: Code | undefined): boolean {
  return code !== undefined && unanswered.has(code);
}
