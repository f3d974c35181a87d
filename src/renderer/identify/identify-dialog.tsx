import { ClipboardPaste, FileSearch } from 'lucide-react';
import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { Result } from '../../shared/failure.ts';
import type { ReminderMail } from '../../shared/reminder-mail.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './identify-dialog.module.css';
import { MailFound } from './mail-found.tsx';
import { KeysFound } from './keys-found.tsx';

/** What was looked at, and which keys of ours it is. */
type Outcome =
  | { kind: 'found'; where: 'clipboard' | 'file' | 'letters'; keyIds: readonly KeyId[] }
  | { kind: 'mail'; mail: ReminderMail }
  | { kind: 'nothing'; where: 'clipboard' | 'file' }
  | { kind: 'trouble'; words: string };

interface IdentifyDialogProps {
  state: State;
  /** A file that was dropped on the window. */
  path: string | null;
}

/** Names a key that was met somewhere, without ever showing it. */
export function IdentifyDialog({ state, path }: IdentifyDialogProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [letters, setLetters] = useState('');
  const [isOver, setOver] = useState(false);
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);

  const look = async (answer: Promise<Outcome>): Promise<void> => {
    const next = await answer;
    setLetters('');
    setOutcome(next);
  };
  const lookInClipboard = (): void => void look(clipboardOutcome());
  const lookInFile = (file: File): void => void look(fileOutcome(window.bridge.pathOf(file)));
  useEffect(() => {
    if (path === null) return;
    const lookThere = async (): Promise<void> => {
      setOutcome(await fileOutcome(path));
    };
    void lookThere();
  }, [path]);

  // With the focus on a button, a paste reaches no element of the dialog but the page.
  useEffect(() => {
    const lookThere = async (): Promise<void> => {
      const next = await clipboardOutcome();
      setLetters('');
      setOutcome(next);
    };
    const paste = (event: ClipboardEvent): void => {
      // Its data is never read here: main looks into the clipboard itself.
      event.preventDefault();
      event.stopPropagation();
      void lookThere();
    };
    document.addEventListener('paste', paste, { capture: true });
    return () => document.removeEventListener('paste', paste, { capture: true });
  }, []);

  const type = (text: string): void => {
    setLetters(text);
    setOutcome(
      text.length < 5
        ? null
        : { kind: 'found', where: 'letters', keyIds: endingIn(text, state.keys) },
    );
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) lookInFile(file);
  };
  return (
    <Dialog title="Which key is this?" onClose={dropWish}>
      <div
        className={isOver ? `${styles['inside']} ${styles['over']}` : styles['inside']}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>
          Met a key in a script, or got a mail that one expires? Copy it, and Keyturn says which of
          yours it is. The key itself is not shown and not kept.
        </p>
        <div className={styles['ways']}>
          <Button kind="primary" hasFocus onPress={() => lookInClipboard()}>
            <ClipboardPaste aria-hidden size={16} />
            Look in the clipboard
          </Button>
          <Button onPress={() => chooser.current?.click()}>
            <FileSearch aria-hidden size={16} />
            Look in a file…
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) lookInFile(file);
            }}
          />
        </div>
        <p className={styles['quiet']}>Or paste it here, or drop the file that has it.</p>
        <div className={styles['field']}>
          <label htmlFor={id}>Or type its last five characters</label>
          <input
            id={id}
            className={styles['five']}
            value={letters}
            maxLength={5}
            size={5}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => type(event.target.value)}
          />
        </div>
        <div aria-live="polite">
          {outcome !== null && <Answer outcome={outcome} state={state} />}
        </div>
      </div>
      <DialogFoot>
        <Button onPress={dropWish}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}

type Answered = Result<{ keyIds: KeyId[] }>;

/** A mail of the service names a key without being one. */
async function clipboardOutcome(): Promise<Outcome> {
  const outcome = outcomeOf('clipboard', await call('identifyClipboard', {}));
  const isOurs = outcome.kind === 'found' && outcome.keyIds.length > 0;
  if (isOurs || outcome.kind === 'trouble') return outcome;
  const mail = await call('readReminder', {});
  if (!mail.ok) return outcome;
  const saysMore = mail.value.keyIds.length > 0 || outcome.kind === 'nothing';
  return saysMore ? { kind: 'mail', mail: mail.value } : outcome;
}

async function fileOutcome(path: string): Promise<Outcome> {
  return outcomeOf('file', await call('identifyFile', { path }));
}

function outcomeOf(where: 'clipboard' | 'file', answered: Answered): Outcome {
  if (answered.ok) return { kind: 'found', where, keyIds: answered.value.keyIds };
  return answered.failure.code === 'nothing-found'
    ? { kind: 'nothing', where }
    : { kind: 'trouble', words: failureWords(answered.failure) };
}

function Answer({ outcome, state }: { outcome: Outcome; state: State }) {
  if (outcome.kind === 'trouble') return <Alert>{outcome.words}</Alert>;
  if (outcome.kind === 'mail') return <MailFound mail={outcome.mail} state={state} />;
  if (outcome.kind === 'nothing') {
    return (
      <p className={styles['none']}>
        {outcome.where === 'clipboard'
          ? 'There is nothing in the clipboard that looks like a key or a reminder of one. Copy it, then look again.'
          : 'There is nothing in this file that looks like a key.'}
      </p>
    );
  }
  if (outcome.keyIds.length === 0) {
    return (
      <p className={styles['none']}>
        <strong>It is not one of yours.</strong>{' '}
        {outcome.where === 'letters'
          ? 'No key here ends so. Capital and small letters differ.'
          : 'Keyturn neither holds it nor sees it in the lists of your accounts. If it is yours, bring it in; if not, tell its owner that it is lying about.'}
      </p>
    );
  }
  const wanted = new Set(outcome.keyIds);
  return <KeysFound rows={state.keys.filter(({ id }) => wanted.has(id))} state={state} />;
}

/** The keys that end in exactly these characters; failing that, in any case of them. */
function endingIn(letters: string, rows: readonly KeyRow[]): KeyId[] {
  const exact = rows.filter(({ lastFive }) => lastFive === letters);
  const small = letters.toLowerCase();
  const found =
    exact.length > 0 ? exact : rows.filter(({ lastFive }) => lastFive.toLowerCase() === small);
  return found.map(({ id }) => id);
}
