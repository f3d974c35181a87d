import { say } from './notice.ts';

/** Puts plain words, never a key, into the clipboard, and says so. The window has no other right to it. */
export function copyText(text: string, done: string): void {
  if (put(text)) say(done, { tone: 'good' });
  else say('The clipboard could not be used. Try again in a moment.', { tone: 'trouble' });
}

function put(text: string): boolean {
  const give = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', give, { once: true });
  // The page may not use the newer interface: it would need a permission, and none is given.
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', give);
  return isDone;
}
