import { ArrowLeft, Ellipsis, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { PageLinks } from '../add-account/page-links.tsx';
import type { Entry } from '../inventory/entry.ts';
import { useMinute } from '../minute.ts';
import { RotationHere } from '../rotation/rotation-here.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { actionsOf } from '../use-key/key-actions.ts';
import { PlanLine } from '../rotation/plan-line.tsx';
import { KeyActs } from './key-acts.tsx';
import { KeyAdvice } from './key-advice.tsx';
import { KeyCheckPart } from './key-check-part.tsx';
import { KeyHistory } from './key-history.tsx';
import { KeyLife } from './key-life.tsx';
import { KeyPlaces } from './key-places.tsx';
import { KeyReminders } from './key-reminders.tsx';
import styles from './key-panel.module.css';
import { OwnFacts } from './own-facts.tsx';
import { ServiceFacts } from './service-facts.tsx';

interface KeyPanelProps {
  entry: Entry;
  account: AccountState;
  state: State;
  /** Whether it takes the focus: not while the user goes through the list with it open. */
  takesFocus: boolean;
  onClose: () => void;
}

/** All that is known of one key, what of it comes from its service and what from us. */
export function KeyPanel({ entry, account, state, takesFocus, onClose }: KeyPanelProps) {
  const { row, card } = entry;
  const now = useMinute();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // As a page of its own it hides the list, and with it whatever had the focus.
    const isListHidden = document.activeElement?.checkVisibility() !== true;
    if (takesFocus || isListHidden) heading.current?.focus();
  }, [takesFocus]);
  const actions = actionsOf(entry);
  const isGuided = card?.management.how === 'guided';
  return (
    <aside className={styles['panel']} aria-label={`Details of ${shownLabel(row.label)}`}>
      <header className={styles['head']}>
        <button type="button" className={styles['back']} onClick={onClose}>
          <ArrowLeft aria-hidden size={16} />
          Back to the list
        </button>
        <div className={styles['bar']}>
          <h2 ref={heading} tabIndex={-1} dir="auto">
            {shownLabel(row.label)}
          </h2>
          <span>
            <Menu
              label={`Actions for ${shownLabel(row.label)}`}
              trigger={
                <IconButton label="Actions">
                  <Ellipsis aria-hidden size={18} />
                </IconButton>
              }
              groups={[actions.copies, actions.others, actions.dangers]}
            />
            <span className={styles['close']}>
              <IconButton label="Close details" onClick={onClose}>
                <X aria-hidden size={18} />
              </IconButton>
            </span>
          </span>
        </div>
        <p className={styles['five']}>
          <span aria-hidden>•••••</span>
          {row.lastFive}
        </p>
        <p className={styles['place']}>
          {[account.serviceName, account.environmentName, account.name]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </header>
      <RotationHere keyId={row.id} state={state} now={now} />
      <KeyActs entry={entry} now={now} />
      <KeyAdvice entry={entry} now={now} />
      <KeyLife entry={entry} account={account} now={now} />
      <PlanLine entry={entry} now={now} />
      <KeyReminders entry={entry} now={now} />
      <KeyCheckPart entry={entry} />
      <ServiceFacts entry={entry} account={account} now={now} />
      {row.isKept && <KeyPlaces entry={entry} now={now} />}
      <OwnFacts entry={entry} state={state} now={now} />
      {isGuided && card.pages.length > 0 && (
        <section className={styles['section']}>
          <h3>Pages of {account.serviceName}</h3>
          <PageLinks pages={card.pages} />
        </section>
      )}
      {row.isKept && <KeyHistory row={row} now={now} />}
    </aside>
  );
}
