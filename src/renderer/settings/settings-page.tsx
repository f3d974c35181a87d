import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { keychainWords } from '../keychain/keychain-words.tsx';
import { takeBack } from '../letting-go/take-back.ts';
import { KeyName } from '../key-name.tsx';
import { shortcutWords } from '../shortcuts.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { tipWords } from '../use-key/tip-words.ts';
import { wishFor } from '../wish.ts';
import { useNow } from '../now.ts';
import { distanceOf } from '../times.ts';
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
export function SettingsPage({ state }: { state: State }) {
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
        <LockPart
          lock={settings.lock}
          shortcut={shortcutWords('lock', state.app.platform)}
          onChoose={save}
        />
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
      <Part title="Said once">
        {settings.told.length === 0 ? (
          <p className={styles['quiet']}>Nothing so far.</p>
        ) : (
          <>
            <ul className={styles['told']}>
              {settings.told.map((tip) => (
                <li key={tip}>{tipWords[tip]}</li>
              ))}
            </ul>
            <div>
              <Button onPress={() => save({ told: [] })}>Say it again next time</Button>
            </div>
          </>
        )}
      </Part>
      <Part title="This Keyturn">
        <About state={state} />
        <div>
          <Button onPress={() => wishFor({ kind: 'shortcuts' })}>All shortcuts</Button>
        </div>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['part']} aria-label={title}>
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

function About({ state: { app, keychain, dataFolder } }: { state: State }) {
  const backend = 'backend' in keychain ? keychain.backend : null;
  return (
    <dl className={styles['facts']}>
      <dt>Version</dt>
      <dd>
        Keyturn {app.version} on {app.runtime}
      </dd>
      <dt>Keys are in</dt>
      <dd>
        {backend === null ? 'your keychain' : `your keychain, ${backend}`} (
        {keychainWords[keychain.status].toLowerCase()})
      </dd>
      <dt>All else is in</dt>
      <dd>
        {dataFolder.status === 'ok' ? (
          <code>{dataFolder.folder}</code>
        ) : (
          <>
            a folder of this run alone: <code>{dataFolder.folder}</code> cannot be written
          </>
        )}
      </dd>
    </dl>
  );
}
