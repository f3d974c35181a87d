import type { AccountState } from '../../shared/account-state.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import type { GivingUp } from './give-up-dialog.tsx';
import { NowBlocked } from './now-blocked.tsx';
import { NowByHand } from './now-by-hand.tsx';
import { NowDeploying } from './now-deploying.tsx';
import { NowEnded } from './now-ended.tsx';
import { NowFetching } from './now-fetching.tsx';
import { NowGoneBack, NowSoaking } from './now-soaking.tsx';
import { NowProving } from './now-proving.tsx';
import { NowRetireFailed } from './now-retire-failed.tsx';
import { NowUnreceived, NowUnsaved } from './now-unheld.tsx';
import { NowWaiting } from './now-waiting.tsx';
import { NowWorking } from './now-working.tsx';

export interface NowProps {
  state: State;
  rotation: Rotation;
  account: AccountState | undefined;
  card: RuleCard | null;
  now: Date;
  onRetire: () => void;
  onGiveUp: (way: GivingUp) => void;
}

/** Each step, and each reason why one does not go on, in words of its own and with its ways out. */
export function RotationNow(props: NowProps) {
  const { step, wait, way } = props.rotation;
  switch (step.at) {
    case 'planned':
    case 'preflight':
    case 'creating':
    case 'create-unknown':
      return wait === null ? <NowWorking {...props} /> : <NowWaiting {...props} wait={wait} />;
    case 'blocked':
      return <NowBlocked {...props} block={step.block} />;
    case 'fetching':
      return <NowFetching {...props} />;
    case 'created-unreceived':
      return <NowUnreceived {...props} lastFive={step.found.lastFive} />;
    case 'save-failed':
      return <NowUnsaved {...props} />;
    case 'stored':
    case 'verify-failed':
    case 'verified':
      return <NowProving {...props} />;
    case 'deploying':
      return <NowDeploying {...props} />;
    case 'soaking':
      return <NowSoaking {...props} until={step.until} />;
    case 'gone-back':
      return <NowGoneBack {...props} />;
    case 'retiring':
    case 'abandoning':
      if (way === 'guided') return <NowByHand {...props} />;
      return wait === null ? <NowWorking {...props} /> : <NowWaiting {...props} wait={wait} />;
    case 'retire-failed':
      return way === 'guided' ? <NowByHand {...props} /> : <NowRetireFailed {...props} />;
    case 'retired':
    case 'abandoned':
      return <NowEnded {...props} />;
    default:
      return step satisfies never;
  }
}
