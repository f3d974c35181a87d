import type { Settings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { updateWords } from './about-words.ts';
import styles from './settings-page.module.css';

interface UpdatesProps {
  state: State;
  onChoose: (part: Partial<Settings>) => void;
}

/** Whether there is a newer Keyturn. Getting it is left to the user. */
export function Updates({ state: { settings, update }, onChoose }: UpdatesProps) {
  if (!update.canAsk) {
    return (
      <p className={styles['quiet']}>
        This build does not check for newer versions: it names no place to ask.
      </p>
    );
  }
  return (
    <>
      <Check
        label="Ask once a day whether there is a newer version"
        hint="The question holds the number of this version and nothing else. Nothing is downloaded or installed."
        isChecked={settings.checksForUpdates}
        onChange={(isOn) => onChoose({ checksForUpdates: isOn })}
      />
      <div className={styles['row']}>
        <Button onPress={() => void make('checkForUpdate')}>Ask now</Button>
        {update.found?.status === 'newer' && (
          <Button onPress={() => void make('openReleasePage')}>Open its page</Button>
        )}
        <output>{updateWords(update)}</output>
      </div>
    </>
  );
}

async function make(name: 'checkForUpdate' | 'openReleasePage'): Promise<void> {
  const result = await call(name, {});
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}
