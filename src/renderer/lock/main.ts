import '@fontsource-variable/inter/wght.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './lock.css';
import type { LockView } from '../../shared/lock.ts';
import { call } from '../call.ts';
import { becauseWords, buttonWords, troubleWords, unsavedWords } from './lock-words.ts';

// The page that stands in the window while that is locked. It knows what `LockView` says and nothing else:
// no State, and none of the code that shows one.

const form = find('form');
const button = find('form button');
const trouble = find('#trouble');
let isAsking = false;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void unlock();
});
// Whatever was pressed last, Enter unlocks; also after a click beside the button.
window.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target === document.body) void unlock();
});
// The window may have been in the background while the page came up.
window.addEventListener('focus', () => button.focus());
void show();

async function show(): Promise<void> {
  const result = await call('readLock', {});
  if (!result.ok || result.value.lock === null) return;
  say(result.value.lock);
  button.focus();
}

function say({ because, means, unsavedCount }: LockView): void {
  find('#because').textContent = becauseWords[because];
  find('#unsaved').textContent = unsavedWords(unsavedCount);
  button.textContent = buttonWords(means);
}

async function unlock(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  trouble.textContent = '';
  button.setAttribute('aria-disabled', 'true');
  const result = await call('unlock', {});
  button.removeAttribute('aria-disabled');
  isAsking = false;
  // Else the page is taken away.
  if (!result.ok) trouble.textContent = troubleWords(result.failure);
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
