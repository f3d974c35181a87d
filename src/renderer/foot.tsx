import { useEffect, useRef, type RefObject } from 'react';
import type { State } from '../shared/state.ts';
import { CheckRunBar } from './checks/check-run-bar.tsx';
import { ContactRunBar } from './contacts/contact-run-bar.tsx';
import styles from './foot.module.css';
import { NoticeList } from './notice-list.tsx';
import { isDialogOpen, listenForShortcuts } from './shortcuts.ts';
import { BackgroundBar } from './use-key/background-bar.tsx';
import { ClipboardBar } from './use-key/clipboard-bar.tsx';
import { useKeysAskedFor } from './keys-asked-for.ts';
import { showPlace } from './place.ts';
import { wishFor } from './wish.ts';

/** What floats over the foot of the window, whatever it shows; and the keys that work anywhere. */
export function Foot({ state }: { state: State }) {
  const { platform } = state.app;
  useEffect(() => listenForShortcuts(platform), [platform]);
  useAskedFor(state.paletteAskedCount, () => wishFor({ kind: 'palette' }));
  useAskedFor(state.aboutAskedCount, () => showPlace({ kind: 'settings', part: 'about' }));
  const foot = useRef<HTMLElement>(null);
  useRoomFor(foot);
  useKeysAskedFor(state);
  return (
    <aside ref={foot} className={styles['foot']} aria-label="Messages">
      <NoticeList />
      <CheckRunBar state={state} />
      <ContactRunBar state={state} />
      <BackgroundBar state={state} />
      <ClipboardBar state={state} />
    </aside>
  );
}

/** Tells the style sheets how much of the window it covers, so that what lies below can be scrolled free. */
function useRoomFor(foot: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = foot;
    if (current === null) return undefined;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => {
      const { offsetHeight } = current;
      style.setProperty('--covered', offsetHeight === 0 ? '0px' : `${offsetHeight + 16}px`);
    });
    watch.observe(current);
    return () => watch.disconnect();
  }, [foot]);
}

/** Main was asked for it from outside the window, perhaps while there was none. */
function useAskedFor(count: number, show: () => void): void {
  const seen = useRef(0);
  useEffect(() => {
    if (count > seen.current && !isDialogOpen()) show();
    seen.current = count;
  });
}
