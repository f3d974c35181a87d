import type { State } from '../shared/state.ts';
import { LeaveSandboxDialog } from './account/leave-sandbox-dialog.tsx';
import { AddKeyDialog } from './add-key/add-key-dialog.tsx';
import { ChangeContactsDialog } from './add-key/change-contacts-dialog.tsx';
import { ReplaceContactDialog } from './contacts/replace-contact-dialog.tsx';
import { CalendarDialog } from './hand-on/calendar-dialog.tsx';
import { ReportDialog } from './hand-on/report-dialog.tsx';
import { ManyDialog } from './rotation/many-dialog.tsx';
import { PlanDialog } from './rotation/plan-dialog.tsx';
import { StartDialog } from './rotation/start-dialog.tsx';
import { StagesDialog } from './stages/stages-dialog.tsx';
import { LicencesDialog } from './settings/licences-dialog.tsx';
import { WishesForKeys } from './wishes-for-keys.tsx';
import { useWish } from './wish.ts';

/** The dialog for what the user wants to do. */
export function Wishes({ state }: { state: State }) {
  const wish = useWish();
  switch (wish?.kind) {
    case undefined:
      return null;
    case 'add-key':
    case 'generate':
    case 'bring':
      return <AddKeyDialog state={state} wish={wish} />;
    case 'rotate':
      return wish.keyIds.length === 1 ? (
        <StartDialog key={`${wish.keyIds.join()} ${wish.reason}`} state={state} wish={wish} />
      ) : (
        <ManyDialog state={state} {...wish} />
      );
    case 'plan':
      return <PlanDialog state={state} keyIds={wish.keyIds} />;
    case 'change-contacts':
      return <ChangeContactsDialog key={wish.keyId} state={state} keyId={wish.keyId} />;
    case 'replace-contact':
      return <ReplaceContactDialog state={state} keyIds={wish.keyIds} />;
    case 'stages':
      return <StagesDialog key={wish.keyIds.join()} state={state} keyIds={wish.keyIds} />;
    case 'calendar':
      return <CalendarDialog state={state} keyIds={wish.keyIds} />;
    case 'report':
      return <ReportDialog />;
    case 'licences':
      return <LicencesDialog />;
    case 'leave-sandbox':
      return <LeaveSandboxDialog state={state} />;
    case 'forget':
    case 'retire':
    case 'check-keys':
    case 'confirm-copy':
    case 'reveal':
    case 'identify':
    case 'palette':
    case 'shortcuts':
      return <WishesForKeys state={state} wish={wish} />;
    default:
      return wish satisfies never;
  }
}
