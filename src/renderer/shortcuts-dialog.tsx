import { keysWords, type Platform } from './shortcut-keys.ts';
import styles from './shortcuts-dialog.module.css';
import { shortcuts, type Shortcut } from './shortcuts.ts';
import { Button } from './ui/button.tsx';
import { Dialog, DialogFoot } from './ui/dialog.tsx';
import { dropWish } from './wish.ts';

const places: readonly Shortcut['where'][] = [
  'Anywhere',
  'In the list of keys',
  'In the quick palette',
];

/** All shortcuts, written from the table that the window listens by. */
export function ShortcutsDialog({ platform }: { platform: Platform }) {
  return (
    <Dialog title="Shortcuts" isWide onClose={dropWish}>
      <div className={styles['places']}>
        {places.map((place) => (
          <section key={place} aria-label={place}>
            <h3 className={styles['place']}>{place}</h3>
            <dl className={styles['list']}>
              {shortcuts
                .filter(({ where }) => where === place)
                .map(({ name, does, keys }) => (
                  <div key={name}>
                    <dt>{does}</dt>
                    <dd>
                      {keys.map((one) => (
                        <kbd key={one}>{keysWords(one, platform)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <DialogFoot>
        <Button onPress={dropWish}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}
