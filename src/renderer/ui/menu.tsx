import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

/** One thing that can be chosen in a menu. */
export interface MenuEntry {
  label: string;
  icon?: LucideIcon;
  /** A line below the label, in the bundled mono. */
  detail?: ReactNode;
  /** The keys that do the same, as the platform writes them. */
  shortcut?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  onChoose: () => void;
}

interface MenuProps {
  /** What the menu is about, for who cannot see where it hangs. */
  label: string;
  /** The button that opens it. */
  trigger: ReactElement;
  /** Entries that belong together; a hairline stands between the groups. */
  groups: readonly (readonly MenuEntry[])[];
  align?: 'start' | 'end';
}

/** A menu that hangs on a button. Arrows, letters, Enter and Esc work as everywhere. */
export function Menu({ label, trigger, groups, align = 'end' }: MenuProps) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className={styles['place']}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <BaseMenu.Popup className={styles['menu']} aria-label={label}>
            {shown.map((group, index) => (
              <BaseMenu.Group key={group[0]?.label}>
                {index > 0 && <BaseMenu.Separator className={styles['line']} />}
                {group.map((entry) => (
                  <Entry key={entry.label} entry={entry} />
                ))}
              </BaseMenu.Group>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  const { icon: Icon, label, detail, shortcut, isDanger = false, isDisabled = false } = entry;
  return (
    <BaseMenu.Item
      className={isDanger ? `${styles['item']} ${styles['danger']}` : styles['item']}
      disabled={isDisabled}
      label={label}
      onClick={entry.onChoose}
    >
      {Icon && <Icon aria-hidden size={16} />}
      <span className={styles['words']}>
        <span>{label}</span>
        {detail !== undefined && <small className={styles['detail']}>{detail}</small>}
      </span>
      {shortcut !== undefined && <kbd className={styles['keys']}>{shortcut}</kbd>}
    </BaseMenu.Item>
  );
}
