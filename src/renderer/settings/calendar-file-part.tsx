import { useState } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import styles from './settings-page.module.css';

interface CalendarFilePartProps {
  state: State;
  onChoose: (part: Partial<Settings>) => void;
}

/** The file that a calendar program can subscribe to. */
export function CalendarFilePart({ state, onChoose }: CalendarFilePartProps) {
  const { calendarFile } = state.settings;
  const [complaint, setComplaint] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const result = await call('chooseCalendarFile', {});
    setComplaint(result.ok ? null : failureWords(result.failure));
  };
  const trouble =
    state.calendarTrouble === null
      ? null
      : `The calendar file is not up to date. ${failureWords(state.calendarTrouble)} Keyturn tries again each minute.`;
  return (
    <>
      <p className={styles['quiet']}>
        Keyturn can keep a file with the ends of all keys, and the days that you planned, up to date
        for a calendar program of yours. Labels and last five characters are in it, never a key.
      </p>
      {calendarFile !== null && (
        <p className={styles['file']}>
          <code>{calendarFile}</code>
        </p>
      )}
      {(complaint ?? trouble) !== null && <Alert>{complaint ?? trouble}</Alert>}
      <div className={styles['buttons']}>
        <Button onPress={() => void choose()}>
          {calendarFile === null ? 'Choose a file…' : 'Choose another file…'}
        </Button>
        {calendarFile !== null && (
          <Button onPress={() => onChoose({ calendarFile: null })}>Stop keeping it</Button>
        )}
      </div>
    </>
  );
}
