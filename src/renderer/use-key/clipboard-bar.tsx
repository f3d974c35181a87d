import { useEffect, useRef } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import type { ClipboardState, State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName, keyNameOf } from '../key-name.tsx';
import { say } from '../notice.ts';
import { useNow } from '../now.ts';
import { secondsUntil } from '../times.ts';
import { Ring } from '../ui/ring.tsx';
import styles from './clipboard-bar.module.css';
import { copiedWords } from './recipe-words.ts';
import { Told } from './told.tsx';

/** While a key of ours is in the clipboard: which one, and until when. */
export function ClipboardBar({ state: { clipboard, tips, settings, keys } }: { state: State }) {
  const ofClipboard = tips.filter((tip) => tip !== 'in-background');
  useWordOnEnd(clipboard);
  const heir = clipboard === null ? null : heirOf(clipboard, keys);
  return (
    <>
      {/* Said once when it begins, and not again each second. */}
      <p aria-live="polite" className={styles['spoken']}>
        {clipboard === null ? '' : spokenOf(clipboard, heir)}
      </p>
      {(clipboard !== null || ofClipboard.length > 0) && (
        <section className={styles['bar']} aria-label="Clipboard">
          {clipboard !== null && (
            <Countdown key={clipboard.copiedAt} clipboard={clipboard} heir={heir} />
          )}
          {ofClipboard.map((tip) => (
            <Told key={tip} tip={tip} told={settings.told} />
          ))}
        </section>
      )}
    </>
  );
}

/** The key that is to be used in the place of the copied one; null where that is the one to use. */
function heirOf({ keyId }: ClipboardState, keys: State['keys']): KeyRow | null {
  const replacedBy = keys.find(({ id }) => id === keyId)?.replacedBy ?? null;
  return keys.find(({ id }) => id === replacedBy) ?? null;
}

interface CountdownProps {
  clipboard: ClipboardState;
  heir: KeyRow | null;
}

function Countdown({ clipboard, heir }: CountdownProps) {
  const now = useNow(1000);
  const seconds = secondsUntil(clipboard.clearsAt, now);
  const wholeMs = Date.parse(clipboard.clearsAt) - Date.parse(clipboard.copiedAt);
  const as = copiedWords[clipboard.recipe];
  return (
    <div className={styles['line']}>
      {/* One second ahead, so that the circle is empty when the time is over. */}
      <Ring left={wholeMs <= 0 ? 0 : ((seconds - 1) * 1000) / wholeMs} />
      <p>
        <KeyName of={clipboard} /> copied{as === null ? '' : ` ${as}`}
        <span className={styles['quiet']}>
          {' · '}
          <span className={styles['seconds']}>
            {seconds === 0 ? 'being cleared' : `cleared in ${seconds} s`}
          </span>
        </span>
        {heir && (
          <span className={styles['heir']}>
            This is the old key. The one to use is <KeyName of={heir} />.
          </span>
        )}
      </p>
      <button type="button" className={styles['clear']} onClick={() => void clear()}>
        Clear now
      </button>
    </div>
  );
}

async function clear(): Promise<void> {
  const result = await call('clearClipboard', {});
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}

function spokenOf(clipboard: ClipboardState, heir: KeyRow | null): string {
  const seconds = Math.round(
    (Date.parse(clipboard.clearsAt) - Date.parse(clipboard.copiedAt)) / 1000,
  );
  const old = heir === null ? '' : ` This is the old key. The one to use is ${keyNameOf(heir)}.`;
  return `${keyNameOf(clipboard)} copied. It is cleared in ${seconds} seconds.${old}`;
}

/** When main has cleared it, that is said once. */
function useWordOnEnd(clipboard: ClipboardState | null): void {
  const before = useRef(clipboard);
  useEffect(() => {
    if (before.current !== null && clipboard === null) say('Clipboard cleared', { tone: 'good' });
    before.current = clipboard;
  }, [clipboard]);
}
