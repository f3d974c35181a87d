import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import styles from './popover.module.css';

interface PopoverProps {
  /** Names it for who does not see what it hangs on. */
  label: string;
  /** The button that opens it. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
}

/** A small panel that hangs on a button: it closes by Esc or by a click elsewhere. */
export function Popover({ label, trigger, align = 'start', children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} sideOffset={6} align={align}>
          <Base.Popup className={styles['popup']} aria-label={label}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface AnchoredPopoverProps {
  label: string;
  /** What it hangs on; null while it is closed. */
  anchor: Element | null;
  /** Whether it takes the focus when it opens: not where it only follows the pointer. */
  takesFocus: boolean;
  onClose: () => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  children: ReactNode;
}

/** The same on something that opens it by other ways too, such as the pointer resting on it. */
export function AnchoredPopover({
  label,
  anchor,
  takesFocus,
  onClose,
  onPointerEnter,
  onPointerLeave,
  children,
}: AnchoredPopoverProps) {
  return (
    <Base.Root
      open={anchor !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} sideOffset={6} anchor={anchor}>
          <Base.Popup
            className={styles['popup']}
            aria-label={label}
            initialFocus={takesFocus}
            finalFocus={false}
            onPointerEnter={onPointerEnter}
            onPointerLeave={onPointerLeave}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
