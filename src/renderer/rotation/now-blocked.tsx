import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { RotationBlock } from '../../shared/rotation.ts';
import { KeyName } from '../key-name.tsx';
import { signInAnew } from '../sign-in/sign-in-anew.ts';
import { dateOf, momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import { ChangeWishDialog } from './change-wish-dialog.tsx';
import { useDeciding } from './decide.ts';
import { EndIt } from './end-it.tsx';
import { NowCard } from './now-card.tsx';
import { NowQuotaFull } from './now-quota-full.tsx';
import type { NowProps } from './rotation-now.tsx';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

interface NowBlockedProps extends NowProps {
  block: RotationBlock;
}

/** What has to be decided before anything is made. */
export function NowBlocked({ block, ...props }: NowBlockedProps) {
  switch (block.because) {
    case 'session-short':
      return <SessionShort {...props} until={block.until} />;
    case 'quota-full':
      return <NowQuotaFull {...props} block={block} />;
    case 'newer-key':
      return <NewerKey {...props} block={block} />;
    case 'rejected':
      return <Rejected {...props} block={block} />;
    case 'from-backup':
      return <FromBackup {...props} madeAt={block.madeAt} />;
    default:
      return block satisfies never;
  }
}

function SessionShort({ rotation, account, now, until, onGiveUp }: NowProps & { until: string }) {
  const deciding = useDeciding(rotation);
  // Main goes on by itself once there is another session.
  const signIn = async (from: AccountState): Promise<void> => {
    await deciding.run(async () => {
      const result = await signInAnew(from);
      return result.ok ? null : result.failure;
    });
  };
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="due"
      deciding={deciding}
      actions={
        <>
          {account && (
            <Button kind="primary" isBusy={deciding.isBusy} onPress={() => void signIn(account)}>
              Sign in anew
            </Button>
          )}
          <EndIt onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>
        It lasts until {momentOf(until, now)}, and may end in the middle of making the new key. Sign
        in anew, and the rotation goes on. Nothing was made yet.
      </p>
    </NowCard>
  );
}

/** A new key may have been made since the records were saved. Only the user, or the list, can tell. */
function FromBackup({ state, rotation, now, madeAt, onGiveUp }: NowProps & { madeAt: string }) {
  const deciding = useDeciding(rotation);
  const held = state.keys.filter(
    ({ accountId, id, label, isHeld, standing }) =>
      accountId === rotation.accountId &&
      id !== rotation.old.keyId &&
      label === rotation.wish.label &&
      isHeld &&
      standing === 'held',
  );
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="due"
      deciding={deciding}
      actions={
        <>
          {held.length === 0 && (
            <Button
              kind="primary"
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'try-again' })}
            >
              Look and go on
            </Button>
          )}
          {held.map((row, index) => (
            <Button
              key={row.id}
              kind={index === 0 ? 'primary' : 'plain'}
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'use-key', keyId: row.id })}
            >
              Use •••••{row.lastFive} as the new key
            </Button>
          ))}
          {held.length > 0 && (
            <Button
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'try-again' })}
            >
              Make another one
            </Button>
          )}
          <EndIt onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>
        The records of this rotation were lost and put back from a backup of {momentOf(madeAt, now)}
        . A new key may have been made since then.
      </p>
      <p>
        {held.length > 0
          ? 'A key of the wished label is held here. If it is the new one, use it.'
          : 'None of the wished label is held here. The service’s list is looked at before anything is made.'}
      </p>
    </NowCard>
  );
}

type Block<Because> = Extract<RotationBlock, { because: Because }>;

function NewerKey({ state, rotation, block, onGiveUp }: NowProps & { block: Block<'newer-key'> }) {
  const deciding = useDeciding(rotation);
  const found = block.keys.map((key) => ({
    ...key,
    row: state.keys.find(
      ({ accountId, remoteId, isHeld }) =>
        accountId === rotation.accountId && remoteId === key.remoteId && isHeld,
    ),
    listed: state.keys.find(
      ({ accountId, remoteId }) => accountId === rotation.accountId && remoteId === key.remoteId,
    ),
  }));
  const [first] = found;
  const held = found.find(({ row }) => row !== undefined)?.row;
  const listed = first?.listed;
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="due"
      deciding={deciding}
      actions={
        <>
          {held ? (
            <Button
              kind="primary"
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'use-key', keyId: held.id })}
            >
              Use it as the new key
            </Button>
          ) : (
            listed && (
              <Button
                kind="primary"
                onPress={() => wishFor({ kind: 'bring', path: null, listedAs: listed.id })}
              >
                Paste it…
              </Button>
            )
          )}
          <Button
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'ignore-newer' })}
          >
            Make a new one all the same
          </Button>
          <EndIt onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>
        The service lists {found.length === 1 ? 'a newer key' : `${found.length} newer keys`} of the
        same label. Somebody may have rotated this one already.
      </p>
      <ul className={styles['rows']}>
        {found.map(({ remoteId, lastFive, expiresAt, row }) => (
          <li key={remoteId}>
            <span>
              <KeyName of={{ label: rotation.old.label, lastFive }} />
              <small>
                {row ? 'Held here' : 'Not held here'}
                {expiresAt === null ? '' : `, ends ${dateOf(expiresAt)}`}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <p>
        {held
          ? 'It is held here now, and can be the new key.'
          : 'If a colleague gave it to you, paste it: it becomes the new key, and none is made.'}
      </p>
    </NowCard>
  );
}

function Rejected(props: NowProps & { block: Block<'rejected'> }) {
  const { state, rotation, account, card, block, onGiveUp } = props;
  const deciding = useDeciding(rotation);
  const [isOpen, setOpen] = useState(false);
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="due"
      deciding={deciding}
      actions={
        <>
          <Button kind="primary" onPress={() => setOpen(true)}>
            Change the new key…
          </Button>
          <Button
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'try-again' })}
          >
            Try again
          </Button>
          <EndIt onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>
        Its words{block.field === null ? '' : ` about “${block.field}”`}: “{block.message}”. Nothing
        was made.
      </p>
      {isOpen && account && card && (
        <ChangeWishDialog
          state={state}
          rotation={rotation}
          account={account}
          card={card}
          onClose={() => setOpen(false)}
        />
      )}
    </NowCard>
  );
}
