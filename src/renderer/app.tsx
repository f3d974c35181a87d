import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect, useMemo, useState } from 'react';
import type { AccountId } from '../shared/account.ts';
import type { State } from '../shared/state.ts';
import { AccountPage } from './account/account-page.tsx';
import { DropTarget } from './add-key/drop-target.tsx';
import { UnsavedNotice } from './add-key/unsaved-notice.tsx';
import styles from './app.module.css';
import { DataFolderNotice } from './data-folder-notice.tsx';
import { keptDescription } from './describe-service/kept-description.ts';
import { entriesOf } from './inventory/entry.ts';
import { InventoryPage } from './inventory/inventory-page.tsx';
import { SlowKeychain } from './keychain/slow-keychain.tsx';
import { showPlace, usePlace, type Place } from './place.ts';
import { HiddenAccountsNotice } from './hidden-accounts-notice.tsx';
import { RecordsNotice } from './records-notice.tsx';
import { SandboxNotice } from './sandbox-notice.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { askForSignIn, useSignInWish } from './sign-in/sign-in-wish.ts';
import { useAppState } from './state.ts';
import { Foot } from './foot.tsx';
import { loadRest, useRest } from './use-rest.ts';

/** No sooner, so that it does not meet the first painting of a list. */
const afterPaintMs = 200;

export function App() {
  const state = useAppState();
  if (state === null) return null;
  return (
    // The content security policy takes no style elements; our own sheets say what they would.
    <CSPProvider disableStyleElements>
      <DropTarget>
        <Window state={state} />
      </DropTarget>
    </CSPProvider>
  );
}

function Window({ state }: { state: State }) {
  const wanted = usePlace();
  const [isAdding, setAdding] = useState(() => keptDescription() !== null);
  const wish = useSignInWish();
  const place = placeIn(state, wanted);
  const rest = useRest();
  const { keys, accounts, services, rotations, settings } = state;
  const entries = useMemo(
    () => entriesOf(keys, accounts, services, rotations, settings),
    [keys, accounts, services, rotations, settings],
  );
  const signingIn = accounts.find(({ id }) => id === wish?.accountId);
  const signInCard = services.find(({ id }) => id === signingIn?.serviceId);

  const goToNew = (id: AccountId): void => {
    setAdding(false);
    showPlace({ kind: 'account', id });
    void askForSignIn(id);
  };
  // What is due there, and what to do about it, stands above all keys.
  const goToSandbox = (id: AccountId): void => {
    setAdding(false);
    showPlace({ kind: 'keys', shelf: 'all' });
    void askForSignIn(id);
  };
  const notices = <Notices state={state} />;
  const isList = place.kind === 'keys' || place.kind === 'account';
  // A list is painted before anything else is read; what shows none is waiting for it.
  const isListed = isList && keys.length > 0;
  useEffect(() => {
    const timer = setTimeout(() => void loadRest(), isListed ? afterPaintMs : 0);
    return () => clearTimeout(timer);
  }, [isListed]);
  return (
    <div className={styles['window']}>
      <Sidebar state={state} entries={entries} place={place} onAdd={() => setAdding(true)} />
      <main className={isList ? styles['list'] : styles['main']}>
        {!isList && notices}
        {place.kind === 'keys' && (
          <InventoryPage
            key={place.shelf}
            state={state}
            entries={entries}
            shelf={place.shelf}
            account={null}
            notices={notices}
          />
        )}
        {place.kind === 'account' && (
          <AccountOf key={place.id} id={place.id} state={state} entries={entries} />
        )}
        {rest && place.kind === 'rotations' && <rest.ProgressPage state={state} />}
        {rest && place.kind === 'settings' && (
          <rest.SettingsPage state={state} part={place.part ?? null} />
        )}
        {rest && place.kind === 'keychain' && <rest.KeychainPage state={state} />}
        {rest && place.kind === 'welcome' && (
          <rest.Welcome state={state} onAdd={() => setAdding(true)} onSandbox={goToSandbox} />
        )}
      </main>
      {rest && isAdding && (
        <rest.AddAccountDialog
          state={state}
          onClose={() => setAdding(false)}
          onAdded={goToNew}
          onSandbox={goToSandbox}
        />
      )}
      <Foot state={state} />
      {rest && <rest.Wishes state={state} />}
      {rest && wish && signingIn && signInCard?.signIn && (
        <rest.SignInDialog
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

interface AccountOfProps {
  id: AccountId;
  state: State;
  entries: Parameters<typeof InventoryPage>[0]['entries'];
}

function AccountOf({ id, state, entries }: AccountOfProps) {
  const account = state.accounts.find((one) => one.id === id);
  const card = state.services.find((one) => one.id === account?.serviceId);
  const keys = useMemo(
    () => state.keys.filter(({ accountId }) => accountId === id),
    [state.keys, id],
  );
  if (!account || !card) return null;
  return (
    <AccountPage
      state={state}
      account={account}
      card={card}
      keys={keys}
      entries={entries}
      notices={<Notices state={state} />}
    />
  );
}

/** What the whole window should know, above whatever it shows. */
function Notices({ state }: { state: State }) {
  return (
    <>
      {state.dataFolder.status === 'unwritable' && (
        <DataFolderNotice folder={state.dataFolder.folder} />
      )}
      <SlowKeychain state={state} />
      <RecordsNotice records={state.records} />
      <HiddenAccountsNotice names={state.hiddenAccounts} />
      <SandboxNotice sandbox={state.sandbox} />
      <UnsavedNotice state={state} />
    </>
  );
}

/** Where the user is: what they chose, or what is left of it. */
function placeIn({ accounts }: State, wanted: Place): Place {
  if (wanted.kind === 'keychain' || wanted.kind === 'settings') return wanted;
  if (accounts.length === 0) return { kind: 'welcome' };
  if (wanted.kind === 'account' && accounts.some(({ id }) => id === wanted.id)) return wanted;
  return wanted.kind === 'keys' || wanted.kind === 'rotations'
    ? wanted
    : { kind: 'keys', shelf: 'all' };
}
