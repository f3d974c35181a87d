import { useEffect, useState } from 'react';
import type { AccountId } from '../shared/account.ts';
import type { State } from '../shared/state.ts';
import { AccountPage } from './account/account-page.tsx';
import { AddAccountDialog } from './add-account/add-account-dialog.tsx';
import styles from './app.module.css';
import { DataFolderNotice } from './data-folder-notice.tsx';
import { KeychainPage } from './keychain/keychain-page.tsx';
import { RecordsNotice } from './records-notice.tsx';
import { Sidebar, type Place } from './sidebar/sidebar.tsx';
import { SignInDialog } from './sign-in/sign-in-dialog.tsx';
import { askForSignIn, useSignInWish } from './sign-in/sign-in-wish.ts';
import { useAppState } from './state.ts';
import { Foot } from './foot.tsx';
import { onGoTo } from './go.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { Wishes } from './wishes.tsx';
import { Welcome } from './welcome/welcome.tsx';

export function App() {
  const state = useAppState();
  return state === null ? null : <Window state={state} />;
}

function Window({ state }: { state: State }) {
  const [wanted, setPlace] = useState<Place>({ kind: 'welcome' });
  const [isAdding, setAdding] = useState(false);
  useEffect(() => onGoTo((goal) => goal.kind === 'settings' && setPlace({ kind: 'settings' })), []);
  const wish = useSignInWish();
  const place = placeIn(state, wanted);
  const account = state.accounts.find(({ id }) => place.kind === 'account' && id === place.id);
  const card = state.services.find(({ id }) => id === account?.serviceId);
  const signingIn = state.accounts.find(({ id }) => id === wish?.accountId);
  const signInCard = state.services.find(({ id }) => id === signingIn?.serviceId);

  const goToNew = (id: AccountId): void => {
    setAdding(false);
    setPlace({ kind: 'account', id });
    void askForSignIn(id);
  };
  return (
    <div className={styles['window']}>
      <Sidebar state={state} place={place} onGo={setPlace} onAdd={() => setAdding(true)} />
      <main className={styles['main']}>
        {state.dataFolder.status === 'unwritable' && (
          <DataFolderNotice folder={state.dataFolder.folder} />
        )}
        <RecordsNotice records={state.records} />
        {account && card && (
          <AccountPage
            key={account.id}
            account={account}
            card={card}
            keys={state.keys.filter(({ accountId }) => accountId === account.id)}
          />
        )}
        {place.kind === 'settings' && <SettingsPage state={state} />}
        {place.kind === 'keychain' && <KeychainPage state={state} />}
        {place.kind === 'welcome' && (
          <Welcome state={state} onAdd={() => setAdding(true)} onAdded={goToNew} />
        )}
      </main>
      {isAdding && (
        <AddAccountDialog state={state} onClose={() => setAdding(false)} onAdded={goToNew} />
      )}
      <Foot state={state} />
      <Wishes state={state} />
      {wish && signingIn && signInCard?.signIn && (
        <SignInDialog
          key={signingIn.id}
          account={signingIn}
          card={signInCard}
          keychain={state.keychain}
          isInTheMiddle={wish.isInTheMiddle}
          onDone={wish.settle}
        />
      )}
    </div>
  );
}

/** Where the user is: what they chose, or what is left of it. */
function placeIn({ accounts }: State, wanted: Place): Place {
  if (wanted.kind === 'keychain' || wanted.kind === 'settings') return wanted;
  const [first] = accounts;
  if (!first) return { kind: 'welcome' };
  if (wanted.kind === 'account' && accounts.some(({ id }) => id === wanted.id)) return wanted;
  return { kind: 'account', id: first.id };
}
