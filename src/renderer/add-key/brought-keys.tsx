import type { Failure } from '../../shared/failure.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { Success } from './success.tsx';
import { keepingWords, keptWords } from './use-keeping.ts';

interface BroughtKeysProps {
  keptCount: number;
  failed: { count: number; failure: Failure } | null;
  isClipboardCleared: boolean;
  isFromFile: boolean;
  onAgain: (() => void) | null;
}

/** What came of many. */
export function BroughtKeys({
  keptCount,
  failed,
  isClipboardCleared,
  isFromFile,
  onAgain,
}: BroughtKeysProps) {
  return (
    <>
      {keptCount > 0 && (
        <Success>
          {keptWords(keptCount)}
          {isClipboardCleared && ' The clipboard was cleared.'}
        </Success>
      )}
      {failed !== null && (
        <Alert>
          {failed.count === 1 ? '1 key was not kept.' : `${failed.count} keys were not kept.`}{' '}
          {keepingWords(failed.failure)}
        </Alert>
      )}
      {failed === null && isFromFile && (
        <p>Delete the file, or empty it, if nothing else reads the keys from there.</p>
      )}
      <DialogFoot>
        {onAgain !== null && (
          <Button hasFocus onPress={onAgain}>
            Try again
          </Button>
        )}
        <Button kind="primary" hasFocus={onAgain === null} onPress={dropWish}>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}
