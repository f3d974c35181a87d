import { useEffect, useId, useRef, useState } from 'react';
import type { ReminderSettings, Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { useNow } from '../now.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { ServiceStages } from './service-stages.tsx';
import styles from './settings-page.module.css';

const usualQuietHours = { from: '20:00', to: '08:00' };
const hourMs = 60 * 60_000;
/** Where the menu is hidden, it says how to see it. */
const quitWords = {
  linux: 'To quit Keyturn, press Ctrl+Q in its window.',
  mac: 'To quit Keyturn, choose Quit in its menu.',
  windows: 'To quit Keyturn, press Alt in its window and choose File, Exit.',
};

interface RemindersProps {
  state: State;
  onChoose: (part: Partial<Settings>) => void;
}

/** How its owner is reminded, and whether Keyturn watches without its window. */
export function Reminders({ state, onChoose }: RemindersProps) {
  const { settings, desktop, remindersPausedUntil } = state;
  const { reminders, staysInBackground, startsAtLogin } = settings;
  // Two changes may come before main has told of the first, as when a click leaves a field.
  const wanted = useRef(reminders);
  useEffect(() => {
    wanted.current = reminders;
  }, [reminders]);
  const choose = (part: Partial<ReminderSettings>): void => {
    wanted.current = { ...wanted.current, ...part };
    onChoose({ reminders: wanted.current });
  };
  return (
    <>
      <Check
        label="Remind me on the desktop before a key ends"
        hint="What falls into quiet hours is said after them, or before if a key ends in them."
        isChecked={reminders.isOn}
        onChange={(isOn) => choose({ isOn })}
      />
      {reminders.isOn && (
        <>
          <Check
            label="Quiet hours"
            isChecked={reminders.quietHours !== null}
            onChange={(isOn) => choose({ quietHours: isOn ? usualQuietHours : null })}
          />
          {reminders.quietHours !== null && (
            <QuietHours
              hours={reminders.quietHours}
              onChoose={(quietHours) => choose({ quietHours })}
            />
          )}
          <Check
            label="Quiet on Saturdays and Sundays"
            isChecked={reminders.isQuietAtWeekends}
            onChange={(isQuietAtWeekends) => choose({ isQuietAtWeekends })}
          />
          <Check
            label="Do not say which key"
            hint="“A key is due”, for a screen that others see."
            isChecked={reminders.hidesNames}
            onChange={(hidesNames) => choose({ hidesNames })}
          />
          <Pause until={remindersPausedUntil} />
        </>
      )}
      <Check
        label="Go on watching when the window is closed"
        hint={
          desktop.hasTray
            ? 'Keyturn then has an icon among those of your desktop, from which it opens and quits.'
            : `Start Keyturn again to see its window. ${quitWords[state.app.platform]}`
        }
        isChecked={staysInBackground}
        onChange={(isOn) => onChoose({ staysInBackground: isOn })}
      />
      <Check
        label="Start when I log in"
        hint={staysInBackground ? 'Without a window, until you open it.' : 'With its window open.'}
        isChecked={startsAtLogin}
        onChange={(isOn) => onChoose({ startsAtLogin: isOn })}
      />
      <ServiceStages
        state={state}
        chosen={() => wanted.current.stages}
        onChoose={(stages) => choose({ stages })}
      />
    </>
  );
}

interface QuietHoursProps {
  hours: { from: string; to: string };
  onChoose: (hours: { from: string; to: string }) => void;
}

/** Kept when a field is left with a time in it. */
function QuietHours({ hours, onChoose }: QuietHoursProps) {
  const [typed, setTyped] = useState(hours);
  const id = useId();
  const keep = (): void => {
    const isWhole = typed.from !== '' && typed.to !== '';
    const isOther = typed.from !== hours.from || typed.to !== hours.to;
    if (isWhole && isOther) onChoose(typed);
  };
  return (
    <div className={styles['hours']}>
      <label htmlFor={`${id}-from`}>From</label>
      <input
        id={`${id}-from`}
        type="time"
        value={typed.from}
        onChange={(event) => setTyped({ ...typed, from: event.target.value })}
        onBlur={keep}
      />
      <label htmlFor={`${id}-to`}>to</label>
      <input
        id={`${id}-to`}
        type="time"
        value={typed.to}
        onChange={(event) => setTyped({ ...typed, to: event.target.value })}
        onBlur={keep}
      />
    </div>
  );
}

function Pause({ until }: { until: string | null }) {
  const now = useNow(60_000);
  if (until !== null) {
    return (
      <div className={styles['row']}>
        <p>Paused until {momentOf(until, now)}.</p>
        <Button onPress={() => void pause(null)}>Remind me again</Button>
      </div>
    );
  }
  return (
    <div className={styles['row']}>
      <Button onPress={() => void pause(new Date(Date.now() + hourMs))}>Pause for 1 hour</Button>
      <Button onPress={() => void pause(tomorrow(new Date()))}>Pause until tomorrow</Button>
    </div>
  );
}

async function pause(until: Date | null): Promise<void> {
  const result = await call('pauseReminders', { until: until?.toISOString() ?? null });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}

function tomorrow(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
}
