import { useEffect, useRef, useState } from 'react';
import type { RuleCard, ServiceId } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { CheckPart } from './check-part.tsx';
import styles from './describe-form.module.css';
import { complaintsAbout } from './description-complaints.ts';
import { blank, descriptionIn, draftOf, type DescriptionDraft } from './description-draft.ts';
import { keepDescription, keptDescription } from './kept-description.ts';
import { KeysPart } from './keys-part.tsx';
import { LifePart } from './life-part.tsx';
import { presets } from './presets.ts';

interface DescribeFormProps {
  /** The service to be changed; null for a new one. */
  card: RuleCard | null;
  services: readonly RuleCard[];
  /** Whether accounts use the service, which keep the address they have. */
  hasAccounts: boolean;
  /** The user wants to leave, and what they have typed would be lost. */
  isLosing: boolean;
  onType: () => void;
  onBack: () => void;
  onDone: (id: ServiceId) => void;
}

/** What each part of the form is given. */
export interface PartProps {
  draft: DescriptionDraft;
  /** What is to be said of a field; null while nothing is. */
  said: (field: string) => string | null;
  onChange: (part: Partial<DescriptionDraft>) => void;
}

export function DescribeForm(props: DescribeFormProps) {
  const { card, services, hasAccounts, isLosing, onType, onBack, onDone } = props;
  // What was being written of this service when the window was locked.
  const [kept] = useState(() => {
    const found = keptDescription();
    return found?.serviceId === (card?.id ?? null) ? found : null;
  });
  const [start, setStart] = useState(kept?.start ?? 'Blank');
  // Apart from what it began with, so that another beginning takes nothing away that was typed.
  const [typed, setTyped] = useState<Partial<DescriptionDraft>>(kept?.typed ?? {});
  // Nobody is told of a mistake before they say that they are done.
  const [tries, setTries] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const serviceId = card?.id ?? null;
  const hasTyped = Object.keys(typed).length > 0;
  useEffect(() => {
    keepDescription(hasTyped ? { serviceId, start, typed } : null);
  }, [hasTyped, serviceId, start, typed]);
  useEffect(() => () => keepDescription(null), []);

  const preset = presets.find(({ name }) => name === start)?.draft ?? blank;
  const draft = { ...(card === null ? preset : draftOf(card)), ...typed };
  const complaints = complaintsAbout(
    draft,
    services.filter((one) => one.id !== card?.id),
  );
  const part: PartProps = {
    draft,
    said: (field) => (tries > 0 ? (complaints[field] ?? null) : null),
    onChange(change) {
      setTyped({ ...typed, ...change });
      onType();
    },
  };

  const save = async (): Promise<void> => {
    setTries(tries + 1);
    setFailure(null);
    if (isBusy || Object.keys(complaints).length > 0) return;
    setBusy(true);
    const description = descriptionIn(draft);
    const result =
      card === null
        ? await call('addService', { description })
        : await call('changeService', { serviceId: card.id, description });
    setBusy(false);
    if (result.ok) onDone(card?.id ?? result.value?.serviceId ?? '');
    else setFailure(failureWords(result.failure));
  };

  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {card === null && (
        <Choice
          legend="Start from"
          options={presets.map(({ name }) => ({ value: name, label: name }))}
          value={start}
          onChange={setStart}
        />
      )}
      <ServicePart {...part} hasAccounts={hasAccounts} />
      <KeysPart {...part} />
      <LifePart {...part} />
      <CheckPart {...part} />
      <DialogFoot>
        {failure !== null && <Alert>{failure}</Alert>}
        {isLosing && (
          <Alert>
            What you have written is not saved. Close it or go back once more to leave without it.
          </Alert>
        )}
        <Button onPress={onBack}>Back</Button>
        <Button kind="primary" isSubmit isBusy={isBusy}>
          {card === null ? 'Add service' : 'Save'}
        </Button>
      </DialogFoot>
    </form>
  );
}

function ServicePart({ draft, said, onChange, hasAccounts }: PartProps & { hasAccounts: boolean }) {
  return (
    <>
      <Field
        label="Name"
        hasFocus
        maxLength={60}
        value={draft.name}
        complaint={said('name')}
        onChange={(name) => onChange({ name })}
      />
      <Field
        label="What it is (optional)"
        hint="So that nobody takes it for another one."
        maxLength={300}
        value={draft.about}
        onChange={(about) => onChange({ about })}
      />
      <Field
        label="Base address"
        type="url"
        maxLength={2000}
        hint={
          hasAccounts
            ? 'Accounts you have already keep their address. This is for those you add from now on.'
            : 'Where its programs are called: https, or http on this computer only'
        }
        value={draft.address}
        complaint={said('address')}
        onChange={(address) => onChange({ address })}
      />
      <Field
        label="Page where its keys are managed (optional)"
        type="url"
        maxLength={2000}
        hint="Keyturn opens it in your browser. https only"
        value={draft.page}
        complaint={said('page')}
        onChange={(page) => onChange({ page })}
      />
    </>
  );
}
