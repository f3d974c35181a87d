import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  /** For what has columns. */
  isWide?: boolean;
  /** By Esc, by the cross, or by leaving. */
  onClose: () => void;
  children: ReactNode;
}

/** A window in the window. The browser keeps the focus in it, and gives it back afterwards. */
export function Dialog({ title, isWide = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(title);
  const titleId = useId();
  // Before the effects of what is in it, so that the field which wants the focus gets it last.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would give it to the cross, which is the last thing that somebody wants here.
    heading.current?.focus();
    return () => element?.close();
  }, []);
  // Another title is another step, which is read from its beginning.
  useLayoutEffect(() => {
    if (shown.current === title) return;
    shown.current = title;
    body.current?.scrollTo(0, 0);
  }, [title]);
  return (
    <dialog
      ref={dialog}
      className={isWide ? `${styles['dialog']} ${styles['wide']}` : styles['dialog']}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Whether it closes is for its owner to say.
        event.preventDefault();
        onClose();
      }}
      // Asked twice in a row, the browser closes it without asking its owner again.
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onClose();
      }}
    >
      <header className={styles['head']}>
        <h2 ref={heading} id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className={styles['cross']} aria-label="Close" onClick={onClose}>
          <X aria-hidden size={18} />
        </button>
      </header>
      <div ref={body} className={styles['body']}>
        {children}
      </div>
    </dialog>
  );
}

/** The buttons at the end of a dialog. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className={styles['foot']}>{children}</div>;
}
