import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import styles from './chips-field.module.css';

interface ChipsFieldProps {
  label: string;
  chips: readonly string[];
  onChange: (chips: string[]) => void;
  /** The chips in a text that was typed or pasted, each in its one way of writing. */
  split: (text: string) => string[];
  /** What is wrong with one; null if nothing is. */
  complaintAbout: (chip: string) => string | null;
  hint?: string;
  complaint?: string | null;
  /** What may be added by one press. */
  offered?: readonly string[];
  hasFocus?: boolean;
  /** Told whether something wrong is left in the field: what is not a chip would be lost. */
  onLeftOver?: (isLeft: boolean) => void;
}

/** Several short texts. Enter, a comma or leaving the field takes what is typed; a paste may bring many. */
export function ChipsField(props: ChipsFieldProps) {
  const { label, chips, onChange, split, complaintAbout, hint, offered = [] } = props;
  const { hasFocus = false } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [told, setTold] = useState('');
  useEffect(() => {
    if (hasFocus) field.current?.focus();
  }, [hasFocus]);
  const complaint = fault ?? props.complaint ?? null;
  const said = complaint ?? hint;

  function take(typed: string): void {
    const found = [...new Set(split(typed))];
    const wrong = found.filter((one) => complaintAbout(one) !== null);
    const fresh = found.filter((one) => !wrong.includes(one) && !chips.includes(one));
    const doubled = found.filter((one) => chips.includes(one));
    // What is wrong stays in the field, to be put right.
    setText(wrong.join(', '));
    setFault(wrong[0] === undefined ? null : complaintAbout(wrong[0]));
    props.onLeftOver?.(wrong.length > 0);
    const news = [
      ...(fresh.length > 0 ? [`Added ${fresh.join(', ')}.`] : []),
      ...(doubled.length > 0 ? [`There already: ${doubled.join(', ')}.`] : []),
    ];
    if (news.length > 0) setTold(news.join(' '));
    if (fresh.length > 0) onChange([...chips, ...fresh]);
  }

  function remove(chip: string): void {
    const at = chips.indexOf(chip);
    onChange(chips.filter((one) => one !== chip));
    setTold(`Removed ${chip}.`);
    // The button that was pressed is gone; the one after it takes its place.
    const buttons = list.current?.querySelectorAll('button') ?? [];
    (buttons[at + 1] ?? field.current)?.focus();
  }

  const left = offered.filter((one) => !chips.includes(one));
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']} data-wrong={complaint !== null || undefined}>
        {chips.length > 0 && (
          <ul ref={list} aria-label={`${label}, ${chips.length}`}>
            {chips.map((chip) => (
              <li key={chip} className={styles['chip']}>
                <span>{chip}</span>
                <button type="button" aria-label={`Remove ${chip}`} onClick={() => remove(chip)}>
                  <X aria-hidden size={12} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={field}
          id={id}
          value={text}
          maxLength={20_000}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={complaint !== null}
          aria-describedby={said === undefined ? undefined : `${id}-said`}
          onChange={({ target }) => {
            setFault(null);
            if (target.value.trim() === '') props.onLeftOver?.(false);
            // A comma ends one; so does whatever parts them in a paste.
            if (/[,;\n]/.test(target.value)) take(target.value);
            else setText(target.value);
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            // An input would drop the line ends that part them.
            if (!/[\s,;]/.test(pasted.trim())) return;
            event.preventDefault();
            take(`${text} ${pasted}`);
          }}
          onBlur={() => {
            if (text.trim() !== '') take(text);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && text.trim() !== '') {
              event.preventDefault();
              take(text);
            }
            const last = chips.at(-1);
            if (event.key === 'Backspace' && text === '' && last !== undefined) {
              event.preventDefault();
              remove(last);
              setText(last);
            }
          }}
        />
      </div>
      {said !== undefined && (
        <p id={`${id}-said`} className={complaint === null ? styles['hint'] : styles['complaint']}>
          {said}
        </p>
      )}
      {left.length > 0 && (
        <p className={styles['offered']}>
          {left.map((one) => (
            <button key={one} type="button" onClick={() => take(one)}>
              Add {one}
            </button>
          ))}
        </p>
      )}
      <output className={styles['told']} aria-live="polite">
        {told}
      </output>
    </div>
  );
}
