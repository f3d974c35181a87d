import { useId } from 'react';
import icon from '../../resources/icon.svg';
import styles from './app.module.css';
import { DataFolderNotice } from './data-folder-notice.tsx';
import { KeychainCard } from './keychain/keychain-card.tsx';
import { useAppState } from './state.ts';

const promises = [
  {
    title: 'Only in your keychain',
    text: 'A key rests in this computer’s own keychain, never in a file of ours.',
  },
  {
    title: 'Labels on screen, not keys',
    text: 'The window knows a key by its label and last five characters. The key stays behind.',
  },
  {
    title: 'No calls home',
    text: 'Keyturn talks to the services you switch on, and to nobody else.',
  },
];

export function App() {
  const state = useAppState();
  const headingId = useId();
  if (!state) return null;
  const { app, dataFolder, keychain, checkingKeychain } = state;
  return (
    <div className={styles['page']}>
      <header className={styles['brand']}>
        <img src={icon} alt="" width={28} height={28} />
        <span>Keyturn</span>
      </header>
      <main className={styles['main']}>
        {dataFolder.status === 'unwritable' && <DataFolderNotice folder={dataFolder.folder} />}
        <div>
          <h1 id={headingId}>Where your keys will be held</h1>
          <p className={styles['lead']}>
            Keyturn hands every key to your computer’s own keychain. This page shows whether that
            works here.
          </p>
        </div>
        <KeychainCard
          keychain={keychain}
          isChecking={checkingKeychain}
          platform={app.platform}
          labelledBy={headingId}
        />
        <ul className={styles['promises']}>
          {promises.map(({ title, text }) => (
            <li key={title}>
              <h2>{title}</h2>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className={styles['footer']}>
        <span>Keyturn {app.version}</span>
        <span>{app.runtime}</span>
      </footer>
    </div>
  );
}
