import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Rotation, RotationDecision } from '../../shared/rotation.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';

/** What its user decides, and what main says to that. */
export interface Deciding {
  isBusy: boolean;
  failure: Failure | null;
  /** Null once it is decided. */
  decide: (...decisions: RotationDecision[]) => Promise<Failure | null>;
  /** Any other work for the rotation; what went wrong with it is said in the same place. */
  run: (work: () => Promise<Failure | null>) => Promise<Failure | null>;
}

export function useDeciding({ id, accountId }: Pick<Rotation, 'id' | 'accountId'>): Deciding {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (work: () => Promise<Failure | null>): Promise<Failure | null> => {
    setBusy(true);
    setFailure(null);
    const found = await work();
    setBusy(false);
    setFailure(found);
    return found;
  };
  const decide = (...decisions: RotationDecision[]): Promise<Failure | null> =>
    run(async () => {
      for (const decision of decisions) {
        // oxlint-disable-next-line no-await-in-loop -- The second has no place before the first.
        const result = await callSignedIn(accountId, 'decideRotation', {
          rotationId: id,
          decision,
        });
        if (!result.ok) return result.failure;
      }
      return null;
    });
  return { isBusy, failure, decide, run };
}
