import type { Failure } from '../../shared/failure.ts';
import { KeyName } from '../key-name.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './add-key.module.css';
import { Success } from './success.tsx';
import { keepingWords, keptWords } from './use-keeping.ts';

/** A key that could not be kept, and why. */
export interface NamedTrouble {
  number: number;
  label: string;
  lastFive: string;
  failure: Failure;
}

interface Trouble {
  count: number;
  /** The first of them. */
  failure: Failure;
  /** Empty where all failed alike. */
  named: readonly NamedTrouble[];
}

interface BroughtKeysProps {
  keptCount: number;
  trouble: Trouble | null;
  isClipboardCleared: boolean;
  isFromFile: boolean;
  onAgain: (() => void) | null;
}

/** What came of many. */
export function BroughtKeys({
  keptCount,
  trouble,
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
      {trouble !== null && <NotKeptKeys trouble={trouble} />}
      {trouble === null && isFromFile && (
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

/** More names than these are read by nobody. */
const mostNamed = 20;

function NotKeptKeys({ trouble: { count, failure, named } }: { trouble: Trouble }) {
  const reasons = new Set(named.map((one) => keepingWords(one.failure)));
  const isOneReason = reasons.size <= 1;
  return (
    <>
      <Alert>
        {count === 1 ? '1 key was not kept.' : `${count.toLocaleString()} keys were not kept.`}{' '}
        {isOneReason && keepingWords(failure)}
      </Alert>
      {named.length > 0 && (
        <ul className={styles['rows']} aria-label="Keys that were not kept">
          {named.slice(0, mostNamed).map((one) => (
            <li key={one.number}>
              <KeyName of={one} />
              {!isOneReason && <p className={styles['quiet']}>{keepingWords(one.failure)}</p>}
            </li>
          ))}
          {named.length > mostNamed && (
            <li>and {(named.length - mostNamed).toLocaleString()} more</li>
          )}
        </ul>
      )}
    </>
  );
}
