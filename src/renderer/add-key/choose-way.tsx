import {
  ChevronRight,
  ClipboardPaste,
  ExternalLink,
  Sparkles,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import styles from './choose-way.module.css';

type Way = 'generate' | 'guided' | 'bring';

/** The three ways in, each with when to choose it. */
export const ways: readonly { way: Way; title: string; text: string; icon: LucideIcon }[] = [
  {
    way: 'generate',
    title: 'Generate',
    text: 'When Keyturn can sign in to the account. The service makes the key, and it goes straight into your keychain.',
    icon: Sparkles,
  },
  {
    way: 'guided',
    title: 'Guided',
    text: 'When keys are made in the service’s own pages. Keyturn opens them and takes the key that you copy there.',
    icon: ExternalLink,
  },
  {
    way: 'bring',
    title: 'Bring your own',
    text: 'When you have the key already. Paste it, or drop a .env file with many.',
    icon: ClipboardPaste,
  },
];

export function ChooseWay({ onChoose }: { onChoose: (way: Way) => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <ul className={styles['ways']}>
      {ways.map(({ way, title, text, icon: Icon }, index) => (
        <li key={way}>
          <button ref={index === 0 ? first : null} type="button" onClick={() => onChoose(way)}>
            <span className={styles['icon']}>
              <Icon aria-hidden size={18} />
            </span>
            <span>
              <strong>{title}</strong>
              <small>{text}</small>
            </span>
            <ChevronRight aria-hidden size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
