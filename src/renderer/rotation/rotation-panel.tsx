import { ArrowLeft, CircleCheck, Ellipsis, RefreshCw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Rotation } from '../../shared/rotation.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { State } from '../../shared/state.ts';
import { clockWords } from '../account/account-words.ts';
import panel from '../key-panel/key-panel.module.css';
import { useNow } from '../now.ts';
import { closeKey, openKey, useIsPanelWanted } from '../place.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { GiveUpDialog, type GivingUp } from './give-up-dialog.tsx';
import { LeakedDialog } from './leaked-dialog.tsx';
import { RetireOldDialog } from './retire-old-dialog.tsx';
import { RotationNow } from './rotation-now.tsx';
import { nextWords, waysOutOf } from './rotation-steps.ts';
import styles from './rotation-panel.module.css';
import { StepList } from './step-list.tsx';
import { TimeLine } from './time-line.tsx';
import { TwoKeys } from './two-keys.tsx';

/** What is asked about in front of the panel. */
type InDialog = GivingUp | 'retire' | 'leaked';

interface RotationPanelProps {
  state: State;
  rotation: Rotation;
  onClose?: () => void;
}

/** The assistant of one rotation: where it stands, what is to be done now, and what comes next. */
export function RotationPanel({ state, rotation, onClose = closeKey }: RotationPanelProps) {
  const now = useNow(5000);
  const heading = useRef<HTMLHeadingElement>(null);
  const takesFocus = useIsPanelWanted();
  const [dialog, setDialog] = useState<InDialog | null>(null);
  useEffect(() => {
    const isListHidden = document.activeElement?.checkVisibility() !== true;
    if (takesFocus || isListHidden) heading.current?.focus();
  }, [takesFocus]);
  const account = state.accounts.find(({ id }) => id === rotation.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId) ?? null;
  const skew = account?.clockSkewMs ?? null;
  const next = nextWords(rotation);
  const label = shownLabel(rotation.old.label);
  const isDone = rotation.step.at === 'retired';
  return (
    <aside className={panel['panel']} data-wide aria-label={`Rotation of ${label}`}>
      <header className={panel['head']}>
        <button type="button" className={panel['back']} onClick={onClose}>
          <ArrowLeft aria-hidden size={16} />
          Back to the list
        </button>
        <div className={panel['bar']}>
          <div>
            <p className={styles['kind']} data-done={isDone}>
              {isDone ? <CircleCheck aria-hidden size={12} /> : <RefreshCw aria-hidden size={12} />}
              {kindWords(rotation)}
            </p>
            <h2 ref={heading} tabIndex={-1} dir="auto">
              {label}
            </h2>
          </div>
          <span>
            <Menu
              label={`Ways out of the rotation of ${label}`}
              trigger={
                <IconButton label="More">
                  <Ellipsis aria-hidden size={18} />
                </IconButton>
              }
              groups={menuOf(rotation, state, setDialog)}
            />
            <span className={panel['close']}>
              <IconButton label="Close the rotation" onClick={onClose}>
                <X aria-hidden size={18} />
              </IconButton>
            </span>
          </span>
        </div>
        {account && (
          <p className={panel['place']}>
            {[account.serviceName, account.environmentName, account.name]
              .filter((part) => part !== null)
              .join(' · ')}
          </p>
        )}
      </header>
      <TwoKeys rotation={rotation} state={state} now={now} />
      <RotationNow
        key={`${rotation.step.at} ${rotation.wait?.because.code ?? ''}`}
        state={state}
        rotation={rotation}
        account={account}
        card={card}
        now={now}
        onRetire={() => setDialog('retire')}
        onGiveUp={setDialog}
      />
      {next !== null && <p className={styles['next']}>{next}</p>}
      {skew !== null && account && (
        <p className={styles['next']}>{clockWords(skew, account.isSandbox)}</p>
      )}
      <StepList rotation={rotation} now={now} />
      <TimeLine rotation={rotation} account={account} now={now} />
      {dialog === 'retire' && (
        <RetireOldDialog rotation={rotation} state={state} onClose={() => setDialog(null)} />
      )}
      {dialog === 'leaked' && <LeakedDialog rotation={rotation} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'retire' && dialog !== 'leaked' && (
        <GiveUpDialog rotation={rotation} way={dialog} onClose={() => setDialog(null)} />
      )}
    </aside>
  );
}

function kindWords({ closedAt, reason, step }: Rotation): string {
  if (step.at === 'abandoned') return 'Rotation, ended';
  if (closedAt !== null) return 'Rotated';
  if (reason === 'leaked') return 'In rotation, leaked';
  return 'In rotation';
}

function menuOf(
  rotation: Rotation,
  { keys }: State,
  open: (dialog: InDialog) => void,
): MenuEntry[][] {
  const { old, successor, step } = rotation;
  const { canAbandon, canCreateAgain, canStop, canLeak } = waysOutOf(rotation);
  const has = (id: string): boolean => keys.some((row) => row.id === id);
  const opens: (MenuEntry | false)[] = [
    has(old.keyId) && { label: 'Open the old key', onChoose: () => openKey(old.keyId) },
    successor !== null &&
      has(successor.keyId) && {
        label: 'Open the new key',
        onChoose: () => openKey(successor.keyId),
      },
  ];
  const dangers: (MenuEntry | false)[] = [
    (step.at === 'deploying' || step.at === 'soaking') &&
      rotation.oldEndedAt === null && {
        label: 'Retire the old key now…',
        isDanger: true,
        onChoose: () => open('retire'),
      },
    canLeak && {
      label: 'The old key leaked…',
      isDanger: true,
      onChoose: () => open('leaked'),
    },
    canCreateAgain && {
      label: 'Delete the new key and make another…',
      isDanger: true,
      onChoose: () => open('create-again'),
    },
    canAbandon && {
      label: 'Abandon the new key…',
      isDanger: true,
      onChoose: () => open('abandon'),
    },
    canStop && { label: 'End this rotation…', isDanger: true, onChoose: () => open('stop') },
  ];
  return [opens.filter((one) => one !== false), dangers.filter((one) => one !== false)];
}
