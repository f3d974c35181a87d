import { useEffect, useEffectEvent } from 'react';
import type { Intake } from '../../shared/intake.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { KeptKey } from './kept-key.tsx';
import { KeychainGate } from './keychain-gate.tsx';
import { LastFive } from './last-five.tsx';
import { PasteTarget } from './paste-target.tsx';
import { useIntake } from './use-intake.ts';
import { keepingWords, useKeeping } from './use-keeping.ts';
import { Working } from './working.tsx';

/** A key that the service lists and that is not held here: its secret is pasted, and told by its end. */
export function ListedKey({ state, row }: { state: State; row: KeyRow }) {
  const found = useIntake();
  const { keeping, keep } = useKeeping(found);
  const { intake } = found;
  const match = intake?.candidates.find(({ mayBe }) => mayBe.includes(row.id));
  const take = useEffectEvent((_intake: Intake) => {
    if (!match) return;
    const { id: listedAs, accountId, label, expiresAt } = row;
    void keep([{ number: match.number, accountId, listedAs, label, expiresAt }]);
  });
  useEffect(() => {
    if (intake !== null) take(intake);
  }, [intake]);

  if (keeping.status === 'running') {
    return <Working title="Putting it into your keychain and reading it back" />;
  }
  const [keyId] = keeping.status === 'kept' ? keeping.keyIds : [];
  if (keeping.status === 'kept' && keyId !== undefined) {
    return <KeptKey state={state} keyId={keyId} isClipboardCleared={keeping.isClipboardCleared} />;
  }
  const [other] = intake?.candidates ?? [];
  return (
    <>
      <p>
        The service lists this key, and its secret is not here. If you have it elsewhere, copy it
        and paste it here: only the key <LastFive text={row.lastFive} /> fits.
      </p>
      <PasteTarget label="Paste the key" isReading={found.isReading} onPaste={found.paste} />
      {found.failure !== null && <Alert>{failureWords(found.failure)}</Alert>}
      {other && !match && (
        <Alert>
          What you pasted is another key, <LastFive text={other.lastFive} />. Nothing was kept.
        </Alert>
      )}
      {keeping.status === 'failed' && <Alert>{keepingWords(keeping.failure)}</Alert>}
      <KeychainGate state={state} />
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
      </DialogFoot>
    </>
  );
}
