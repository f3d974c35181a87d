import { useEffect, useEffectEvent } from 'react';

/**
 * What has the focus may go away by itself: a dialog that closes gives it back to what opened it, which
 * goes in its turn once its keys are gone from State. Whatever the order, it is taken then, for from the
 * bare page no key leads anywhere.
 *
 * It is told in which panel the focus was, if in one that is still there.
 */
export function useLostFocus(take: (panel: Element | null) => void): void {
  const onLost = useEffectEvent(take);
  useEffect(() => {
    let last = document.activeElement;
    let panel: Element | null = null;
    let frame = 0;
    const isLost = (): boolean =>
      last !== null &&
      !last.isConnected &&
      document.activeElement === document.body &&
      document.querySelector('[role=dialog], [role=alertdialog]') === null;
    const onFocus = (event: FocusEvent): void => {
      last = event.target instanceof Element ? event.target : null;
      panel = last?.closest('aside') ?? null;
    };
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      cancelAnimationFrame(frame);
      // A dialog may be about to give it back.
      frame = requestAnimationFrame(() => {
        if (isLost()) onLost(panel?.isConnected === true ? panel : null);
      });
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}
