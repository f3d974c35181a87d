import { useEffect, useRef, useState } from 'react';

interface Shown<Value> {
  value: Value;
  anchor: HTMLElement;
  /** It was asked for, not only hovered over: then it may take the focus. */
  isChosen: boolean;
}

const openAfterMs = 150;
const closeAfterMs = 200;

/** What is shown for something that the pointer rests on, or that was chosen. */
export function useResting<Value>() {
  const [shown, setShown] = useState<Shown<Value> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const after = (ms: number, act: () => void): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, ms);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    shown,
    show: (value: Value, anchor: HTMLElement): void => {
      clearTimeout(timer.current);
      setShown({ value, anchor, isChosen: true });
    },
    rest: (value: Value, anchor: HTMLElement): void =>
      after(openAfterMs, () =>
        setShown((before) =>
          before?.value === value ? before : { value, anchor, isChosen: false },
        ),
      ),
    leave: (): void =>
      after(closeAfterMs, () => setShown((before) => (before?.isChosen ? before : null))),
    close: (): void => {
      clearTimeout(timer.current);
      setShown(null);
    },
  };
}
