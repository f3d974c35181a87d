import { useState } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { keychainWords } from '../keychain/keychain-words.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import { buildWords } from './about-words.ts';
import styles from './settings-page.module.css';
import { Updates } from './updates.tsx';

interface AboutProps {
  state: State;
  onChoose: (part: Partial<Settings>) => void;
}

/** What Keyturn tells about itself. */
export function About({ state, onChoose }: AboutProps) {
  const { app, keychain, dataFolder } = state;
  const [complaint, setComplaint] = useState<string | null>(null);
  const openFolder = async (): Promise<void> => {
    const result = await call('openDataFolder', {});
    setComplaint(result.ok ? null : 'The desktop could not open the folder.');
  };
  const backend = 'backend' in keychain ? keychain.backend : null;
  return (
    <>
      {app.build === 'development-runtime' && (
        <Alert>
          This Keyturn is no release. It was packed with an older runtime, for trying out: do not
          keep real keys in it.
        </Alert>
      )}
      <dl className={styles['facts']}>
        <dt>Version</dt>
        <dd>Keyturn {app.version}</dd>
        <dt>Made as</dt>
        <dd>{buildWords[app.build]}</dd>
        <dt>Runs on</dt>
        <dd>
          {app.runtime}, Chromium {app.chromium}
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
      {complaint !== null && <Alert>{complaint}</Alert>}
      <div className={styles['buttons']}>
        {dataFolder.status === 'ok' && (
          <Button onPress={() => void openFolder()}>Open folder</Button>
        )}
        <Button onPress={() => wishFor({ kind: 'licences' })}>Licences</Button>
        <Button onPress={() => wishFor({ kind: 'shortcuts' })}>All shortcuts</Button>
      </div>
      <Updates state={state} onChoose={onChoose} />
    </>
  );
}
