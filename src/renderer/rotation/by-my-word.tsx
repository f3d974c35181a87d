import type { Rotation } from '../../shared/rotation.ts';
import { Button } from '../ui/button.tsx';
import type { Deciding } from './decide.ts';
import { canVouchForNew } from './user-word.ts';

/** For a new key of which its service says nothing: whoever has tried it can say so. */
export function ByMyWord({ rotation, deciding }: { rotation: Rotation; deciding: Deciding }) {
  if (!canVouchForNew(rotation)) return null;
  return (
    <Button isBusy={deciding.isBusy} onPress={() => void deciding.decide({ kind: 'vouch' })}>
      It works, by my word
    </Button>
  );
}
