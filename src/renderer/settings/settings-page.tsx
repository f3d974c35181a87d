import { useEffect, useRef, type ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { takeBack } from '../letting-go/take-back.ts';
import { KeyName } from '../key-name.tsx';
import { shortcutWords } from '../shortcuts.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { tipWords } from '../use-key/tip-words.ts';
import { useNow } from '../now.ts';
import { distanceOf } from '../times.ts';
import { About } from './about.tsx';
import { CalendarFilePart } from './calendar-file-part.tsx';
import { ClipboardSeconds } from './clipboard-seconds.tsx';
import { GoneContacts } from './gone-contacts.tsx';
import { Holidays } from './holidays.tsx';
import { LockPart } from './lock-part.tsx';
import { PaletteShortcut } from './palette-shortcut.tsx';
import { Reminders } from './reminders.tsx';
import styles from './settings-page.module.css';
import { useSaving } from './use-saving.ts';

const themes: readonly { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const densities: readonly { value: Settings['density']; label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'dense', label: 'Dense' },
];

/** What the user has chosen. Each change is kept at once. */
export function SettingsPage({ state, part }: { state: State; part: 'about' | null }) {
  const { settings } = state;
  const { complaint, save } = useSaving();
  return (
    <div className={styles['page']}>
      <h1>Settings</h1>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <Part title="Clipboard">
        <ClipboardSeconds
          // What main has taken is what the field begins with.
          key={settings.clipboardSeconds}
          seconds={settings.clipboardSeconds}
          onChoose={save}
        />
      </Part>
      <Part title="Quick palette">
        <p className={styles['quiet']}>
          In this window {shortcutWords('palette', state.app.platform)} always opens it.
        </p>
        <PaletteShortcut
          shortcut={settings.paletteShortcut}
          standing={state.paletteShortcut}
          platform={state.app.platform}
          onChoose={save}
        />
      </Part>
      <Part title="Lock">
        <LockPart lock={settings.lock} platform={state.app.platform} onChoose={save} />
      </Part>
      <Part title="Reminders">
        <Reminders state={state} onChoose={save} />
      </Part>
      <Part title="Holidays">
        <Holidays days={settings.holidays} onChoose={save} />
      </Part>
      <Part title="Calendar file">
        <CalendarFilePart state={state} onChoose={save} />
      </Part>
      <Part title="Addresses that are gone">
        <GoneContacts goneContacts={settings.goneContacts} onChoose={save} />
      </Part>
      <Part title="Look">
        <Choice
          legend="Colours"
          options={themes}
          value={settings.theme}
          onChange={(value) => {
            const theme = themes.find((one) => one.value === value);
            if (theme) save({ theme: theme.value });
          }}
        />
        <Choice
          legend="Rows of the list"
          options={densities}
          value={settings.density}
          onChange={(value) => {
            const density = densities.find((one) => one.value === value);
            if (density) save({ density: density.value });
          }}
        />
      </Part>
      <Forgotten state={state} />
      <Part title="Hints that you have seen">
        {settings.told.length === 0 ? (
          <p className={styles['quiet']}>None so far.</p>
        ) : (
          <>
            <ul className={styles['told']}>
              {settings.told.map((tip) => (
                <li key={tip}>{tipWords[tip]}</li>
              ))}
            </ul>
            <div>
              <Button onPress={() => save({ told: [] })}>Show them again</Button>
            </div>
          </>
        )}
      </Part>
      <Part title="About Keyturn" askedFor={part === 'about' ? state.aboutAskedCount : null}>
        <About state={state} onChoose={save} />
      </Part>
    </div>
  );
}

interface PartProps {
  title: string;
  /** How often the user wanted to see it: it gets the focus, wherever on the page it stands. Null for never. */
  askedFor?: number | null;
  children: ReactNode;
}

function Part({ title, askedFor = null, children }: PartProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (askedFor === null) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, [askedFor]);
  return (
    <section ref={section} className={styles['part']} aria-label={title} tabIndex={-1}>
      <h2>{title}</h2>
      <div className={styles['inside']}>{children}</div>
    </section>
  );
}

/** Undo for those whose notice has gone. */
function Forgotten({ state: { forgotten } }: { state: State }) {
  const now = useNow(60_000);
  if (forgotten.length === 0) return null;
  return (
    <Part title="Forgotten since Keyturn was opened">
      <p className={styles['quiet']}>They are gone for good when you close Keyturn.</p>
      <ul className={styles['forgotten']}>
        {forgotten.map((key) => (
          <li key={key.keyId}>
            <span>
              <KeyName of={key} />{' '}
              <span className={styles['quiet']}>{distanceOf(key.forgottenAt, now)}</span>
            </span>
            <Button onPress={() => void takeBack([key])}>Take back</Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
