import { Button } from '../ui/button.tsx';
import type { NowProps } from './rotation-now.tsx';

/** Ends a rotation in which nothing was made yet. */
export function EndIt({ onGiveUp }: Pick<NowProps, 'onGiveUp'>) {
  return (
    <Button kind="quiet" onPress={() => onGiveUp('stop')}>
      End it…
    </Button>
  );
}
