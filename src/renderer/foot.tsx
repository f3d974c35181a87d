import { useEffect, useRef } from 'react';
import type { State } from '../shared/state.ts';
import { CheckRunBar } from './checks/check-run-bar.tsx';
import styles from './foot.module.css';
import { NoticeList } from './notice-list.tsx';
import { isDialogOpen, listenForShortcuts } from './shortcuts.ts';
import { ClipboardBar } from './use-key/clipboard-bar.tsx';
import { useKeysAskedFor } from './keys-asked-for.ts';
import { wishFor } from './wish.ts';

/** What floats over the foot of the window, whatever it shows; and the keys that work anywhere. */
export function Foot({ state }: { state: State }) {
  const { platform } = state.app;
  useEffect(() => listenForShortcuts(platform), [platform]);
  usePaletteAskedFor(state.paletteAskedCount);
  useKeysAskedFor(state);
  return (
    <aside className={styles['foot']} aria-label="Messages">
      <NoticeList />
      <CheckRunBar state={state} />
      <ClipboardBar state={state} />
    </aside>
  );
}

/** Main has heard its shortcut while another program was in front, or there was no window. */
function usePaletteAskedFor(count: number): void {
  const seen = useRef(0);
  useEffect(() => {
    if (count > seen.current && !isDialogOpen()) wishFor({ kind: 'palette' });
    seen.current = count;
  }, [count]);
}
