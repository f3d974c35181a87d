import { ClipboardPaste } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import styles from './paste-target.module.css';

interface PasteTargetProps {
  label: string;
  isReading: boolean;
  onPaste: () => void;
}

/**
 * Takes a paste without seeing it: main reads the clipboard. The data of the paste itself is never
 * touched here, so that no key comes into the window.
 */
export function PasteTarget({ label, isReading, onPaste }: PasteTargetProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  // Wherever the focus is in the dialog, unless in a field that wants text.
  const hear = useEffectEvent((event: Event) => {
    const isText = event.target instanceof Element && event.target.closest('input, textarea');
    if (isText) return;
    event.preventDefault();
    onPaste();
  });
  useEffect(() => {
    const listen = (event: Event): void => hear(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className={styles['target']}
      aria-keyshortcuts="Control+V Meta+V"
      aria-busy={isReading}
      onClick={onPaste}
    >
      <ClipboardPaste aria-hidden size={20} />
      <span>
        <strong>
          {label} <kbd>{shortcut()}</kbd>
        </strong>
        <small>Press here, or paste. The key is not shown.</small>
      </span>
    </button>
  );
}

function shortcut(): string {
  return navigator.userAgent.includes('Mac') ? '⌘V' : 'Ctrl+V';
}
