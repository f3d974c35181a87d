import { useEffect, useRef } from 'react';
import type { LockSettings } from '../../shared/lock.ts';
import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { lockWindow } from '../lock-window.ts';
import { shortcutWords } from '../shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Choice } from '../ui/choice.tsx';
import styles from './settings-page.module.css';

const idleTimes: readonly { value: string; label: string; minutes: 5 | 15 | 60 | null }[] = [
  { value: 'off', label: 'Off', minutes: null },
  { value: '5', label: '5 minutes', minutes: 5 },
  { value: '15', label: '15 minutes', minutes: 15 },
  { value: '60', label: '1 hour', minutes: 60 },
];

interface LockPartProps {
  lock: LockSettings;
  platform: State['app']['platform'];
  onChoose: (part: Partial<Settings>) => void;
}

/** When the window is locked, and what happens then. */
export function LockPart({ lock, platform, onChoose }: LockPartProps) {
  // Two changes may come before main has told of the first.
  const wanted = useRef(lock);
  useEffect(() => {
    wanted.current = lock;
  }, [lock]);
  const choose = (part: Partial<LockSettings>): void => {
    wanted.current = { ...wanted.current, ...part };
    onChoose({ lock: wanted.current });
  };
  const idle = idleTimes.find(({ minutes }) => minutes === lock.afterIdleMinutes);
  return (
    <>
      <p className={styles['quiet']}>
        Your keys are in your keychain, which is open while you are logged in. The lock keeps a
        passer-by from reading the window; it is no protection against somebody who can use this
        computer as you. The window is emptied, and a copied key is cleared from the clipboard. A
        dialog that is open opens again afterwards; what you have typed into it is lost, but for the
        description of a service.
      </p>
      <div className={styles['row']}>
        <Button onPress={lockWindow}>Lock now</Button>
        <span className={styles['quiet']}>or {shortcutWords('lock', platform)} at any time</span>
      </div>
      <Choice
        legend="Lock when nobody has used this computer for"
        options={idleTimes}
        value={idle?.value ?? 'off'}
        onChange={(value) => {
          const chosen = idleTimes.find((one) => one.value === value);
          if (chosen) choose({ afterIdleMinutes: chosen.minutes });
        }}
      />
      {/* No desktop says of itself that it does not tell. */}
      {platform === 'linux' && lock.afterIdleMinutes !== null && (
        <p className={styles['quiet']}>
          Some desktops, most of them with Wayland, do not tell how long nobody was there. On such a
          one this lock does not come: choose the lock of the screen instead.
        </p>
      )}
      <Check
        label="Lock when the screen is locked"
        isChecked={lock.isOnScreenLock}
        onChange={(isOnScreenLock) => choose({ isOnScreenLock })}
      />
      <Check
        label="Lock when the computer goes to sleep"
        isChecked={lock.isOnSleep}
        onChange={(isOnSleep) => choose({ isOnSleep })}
      />
      <Check
        label="Name no key while locked"
        hint="In reminders and in the icon on the desktop."
        isChecked={lock.hidesNames}
        onChange={(hidesNames) => choose({ hidesNames })}
      />
      <Check
        label="Sign out of all accounts when it locks"
        hint="You need a new code for each afterwards. An account in which something is under way is signed out when that is done."
        isChecked={lock.endsSessions}
        onChange={(endsSessions) => choose({ endsSessions })}
      />
    </>
  );
}
