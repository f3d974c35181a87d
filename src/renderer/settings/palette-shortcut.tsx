import { useState, type KeyboardEvent } from 'react';
import { isAccelerator } from '../../shared/accelerator.ts';
import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { acceleratorOf, keysWords, type Platform } from '../shortcut-keys.ts';
import { Button } from '../ui/button.tsx';
import styles from './settings-page.module.css';

interface PaletteShortcutProps {
  shortcut: string | null;
  standing: State['paletteShortcut'];
  platform: Platform;
  onChoose: (part: Partial<Settings>) => void;
}

/** Which keys open the palette from any program: pressed, not spelt. */
export function PaletteShortcut(props: PaletteShortcutProps) {
  const { shortcut, standing, platform, onChoose } = props;
  const [isRecording, setRecording] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const end = (): void => {
    setRecording(false);
    setComplaint(null);
  };
  const press = (event: KeyboardEvent): void => {
    if (!isRecording) return;
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    // These two leave the recorder, as they leave everything.
    if (!hasModifier && event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (!hasModifier && event.key === 'Escape') {
      end();
      return;
    }
    if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    const accelerator = acceleratorOf(event.nativeEvent, platform);
    if (accelerator === null || !isAccelerator(accelerator)) {
      setComplaint(
        `Press ${keysWords('Control', platform)} or ${keysWords('Alt', platform)} with a letter, a digit or a function key, but none that all programs use.`,
      );
      return;
    }
    end();
    onChoose({ paletteShortcut: accelerator });
  };
  return (
    <div className={styles['field']}>
      <p className={styles['label']} id="palette-shortcut">
        From any other program
      </p>
      <div className={styles['row']}>
        <button
          type="button"
          className={styles['recorder']}
          aria-labelledby="palette-shortcut"
          aria-describedby="palette-shortcut-said"
          aria-pressed={isRecording}
          onClick={() => setRecording(true)}
          onBlur={end}
          onKeyDown={press}
        >
          {recorderWords(isRecording, shortcut, platform)}
        </button>
        {shortcut !== null && (
          <Button onPress={() => onChoose({ paletteShortcut: null })}>No shortcut</Button>
        )}
        {standing === 'taken' && shortcut !== null && (
          <Button onPress={() => onChoose({ paletteShortcut: shortcut })}>Try again</Button>
        )}
      </div>
      <p
        id="palette-shortcut-said"
        aria-live="polite"
        className={
          complaint === null && standing !== 'taken' ? styles['quiet'] : styles['complaint']
        }
      >
        {complaint ?? saidOf(isRecording, standing)}
      </p>
    </div>
  );
}

function recorderWords(isRecording: boolean, shortcut: string | null, platform: Platform): string {
  if (isRecording) return 'Press the keys…';
  return shortcut === null ? 'None: press to record' : keysWords(shortcut, platform);
}

function saidOf(isRecording: boolean, standing: State['paletteShortcut']): string {
  if (isRecording) return 'Esc leaves it as it is.';
  switch (standing) {
    case 'none':
      return 'Without one, the palette opens only in this window.';
    case 'on':
      return 'It is on: press it anywhere.';
    case 'taken':
      return 'Another program has these keys, so they do nothing here. Choose others, or free them there and try again.';
    default:
      return standing satisfies never;
  }
}
