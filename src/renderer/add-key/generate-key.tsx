import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { readMirror } from '../state.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';
import { firstDraft, requestFor, type GenerateDraft } from './generate-draft.ts';
import { GenerateForm } from './generate-form.tsx';
import { GenerateTrouble } from './generate-trouble.tsx';
import { GeneratedKey } from './generated-key.tsx';
import { useIsThere } from './use-is-there.ts';
import { Working } from './working.tsx';

interface GenerateKeyProps {
  state: State;
  accountId: AccountId | null;
  onBack: () => void;
}

type Phase =
  | { kind: 'form'; failure: Failure | null }
  /** The service has been asked; what it makes goes into the keychain. */
  | { kind: 'working' }
  /** It is there, or may be, and its words are of their own. `before` are the ids that were listed. */
  | { kind: 'trouble'; failure: Failure; before: readonly KeyId[] }
  | { kind: 'done'; keyId: KeyId };

/** The service makes a key, and it goes into the keychain without passing here. */
export function GenerateKey({ state, accountId: given, onBack }: GenerateKeyProps) {
  const [accountId, setAccountId] = useState(given ?? onlyApiAccount(state));
  const account = state.accounts.find(({ id }) => id === accountId) ?? null;
  const card = state.services.find(({ id }) => id === account?.serviceId) ?? null;
  const rows = state.keys.filter((row) => row.accountId === accountId);
  const labels = rows.map(({ label }) => label);
  const [draft, setDraft] = useState<GenerateDraft>(() =>
    firstDraft(null, account?.email ?? null, labels, new Date()),
  );
  const [phase, setPhase] = useState<Phase>({ kind: 'form', failure: null });
  const isThere = useIsThere();

  const choose = (id: AccountId): void => {
    // One that was added just now is in State already, and not yet in what was drawn.
    const next = readMirror()?.accounts.find((one) => one.id === id);
    setAccountId(id);
    // What the last account brought along is not meant for this one.
    const isUntouched = draft.contacts.join() === (account?.email ?? '');
    setDraft({
      ...draft,
      expiration: null,
      contacts: isUntouched && next?.email ? [next.email] : draft.contacts,
    });
  };

  const generate = async (): Promise<void> => {
    if (account === null || card === null) return;
    const before = rows.map(({ id }) => id);
    setPhase({ kind: 'working' });
    const request = requestFor(draft, card, account.id);
    const result = await callSignedIn(account.id, 'generateKey', request);
    if (!isThere.current) {
      // Whoever has closed the dialog meanwhile should hear of it all the same.
      if (result.ok) say(`“${shownLabel(request.label)}” is in your keychain.`, { tone: 'good' });
      else say(failureWords(result.failure), { tone: 'trouble' });
    } else if (result.ok) setPhase({ kind: 'done', keyId: result.value.keyId });
    else setPhase(afterFailure(result.failure, before));
  };

  if (phase.kind === 'working') {
    return (
      <Working
        title={`Generating “${shownLabel(draft.label.trim())}”`}
        parts={['Asking the service', 'Putting it into your keychain', 'Reading it back']}
      />
    );
  }
  if (phase.kind === 'trouble' && account !== null) {
    return (
      <GenerateTrouble
        state={state}
        account={account}
        failure={phase.failure}
        before={phase.before}
        label={draft.label.trim()}
        onAgain={() => setPhase({ kind: 'form', failure: null })}
      />
    );
  }
  if (phase.kind === 'done') return <GeneratedKey state={state} keyId={phase.keyId} />;
  return (
    <GenerateForm
      state={state}
      account={account}
      card={card}
      rows={rows}
      replaced={null}
      draft={draft}
      failure={phase.kind === 'form' ? phase.failure : null}
      onAccount={choose}
      onDraft={setDraft}
      onGenerate={() => void generate()}
      onBack={onBack}
    />
  );
}

function afterFailure(failure: Failure, before: readonly KeyId[]): Phase {
  const isOfItsOwn =
    failure.code === 'outcome-unknown' ||
    failure.code === 'quota-full' ||
    failure.code === 'key-unsaved';
  return isOfItsOwn ? { kind: 'trouble', failure, before } : { kind: 'form', failure };
}

/** The one that is meant if there is no other, or no other that could make a key now. */
function onlyApiAccount({ accounts, services }: State): AccountId | null {
  const api = new Set(services.filter(({ management }) => management.how === 'api').map(idOf));
  const able = accounts.filter(({ serviceId }) => api.has(serviceId));
  const ready = able.filter(({ signIn }) => signIn.status === 'signed-in');
  return (onlyOf(able) ?? onlyOf(ready))?.id ?? null;
}

function onlyOf<One>([only, ...others]: readonly One[]): One | null {
  return only !== undefined && others.length === 0 ? only : null;
}

function idOf<Id>({ id }: { id: Id }): Id {
  return id;
}
