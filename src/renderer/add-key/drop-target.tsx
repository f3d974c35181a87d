import { FileKey2 } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { say } from '../notice.ts';
import { useWish, wishFor } from '../wish.ts';
import styles from './drop-target.module.css';

/** Around the window: a file that is dropped anywhere brings its keys. Main reads it, not the page. */
export function DropTarget({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const overlay = useRef<HTMLDivElement>(null);
  const wish = useWish();
  // In the middle of something else a file would throw away what was begun.
  const isWelcome = wish === null || wish.kind === 'add-key' || wish.kind === 'bring';

  const take = (files: readonly File[]): void => {
    const [file, ...others] = files;
    if (!isWelcome || !file) return;
    const path = window.bridge.pathOf(file);
    if (path === '') return say('Only a file of this computer can be dropped here.');
    if (others.length > 0) say(`One file at a time: this is ${file.name}.`);
    wishFor({ kind: 'bring', path, listedAs: null });
  };

  const hear = useEffectEvent((event: DragEvent) => {
    const isFile = event.dataTransfer?.types.includes('Files') ?? false;
    // Whoever wants it for itself has said so already.
    if (!isFile || event.defaultPrevented) return setOver(false);
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = isWelcome ? 'copy' : 'none';
    if (event.type === 'drop') take([...(event.dataTransfer?.files ?? [])]);
    // From one thing in the window to the next it has not left it.
    const isLeaving = event.type === 'dragleave' && event.relatedTarget === null;
    setOver(isWelcome && event.type !== 'drop' && !isLeaving);
  });
  useEffect(() => {
    const listen = (event: DragEvent): void => hear(event);
    const types = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const type of types) window.addEventListener(type, listen);
    return () => {
      for (const type of types) window.removeEventListener(type, listen);
    };
  }, []);
  useEffect(() => {
    // Above a dialog too, which only what is shown later can be.
    if (isOver) overlay.current?.showPopover();
    else overlay.current?.hidePopover();
  }, [isOver]);
  return (
    <>
      {children}
      <div ref={overlay} popover="manual" className={styles['overlay']} aria-hidden>
        <div>
          <FileKey2 size={32} />
          <p>Drop the file to bring in its keys</p>
          <small>You choose which. Nothing is read by anybody but Keyturn.</small>
        </div>
      </div>
    </>
  );
}
