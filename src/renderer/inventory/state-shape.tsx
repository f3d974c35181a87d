import {
  Archive,
  Circle,
  CircleDashed,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  Infinity as Endless,
  RefreshCw,
  SearchX,
  ShieldAlert,
  TriangleAlert,
  Unlink,
  type LucideIcon,
} from 'lucide-react';
import type { KeyState } from './key-state.ts';
import styles from './state-shape.module.css';

/** Each state has a shape of its own; colour only says how much it presses. */
export function StateShape({ state, size = 14 }: { state: KeyState; size?: number }) {
  const Icon = shapes[state];
  return <Icon aria-hidden size={size} className={`${styles['shape']} ${styles[state] ?? ''}`} />;
}

const shapes: Record<KeyState, LucideIcon> = {
  'item-missing': SearchX,
  'item-changed': ShieldAlert,
  refused: CircleX,
  rotating: RefreshCw,
  urgent: TriangleAlert,
  due: Clock,
  fresh: Circle,
  'no-expiry': Endless,
  'not-held': CircleDashed,
  gone: Unlink,
  expired: CircleSlash,
  legacy: Hourglass,
  retired: Archive,
};
