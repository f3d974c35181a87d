import type { Tip } from '../../shared/settings.ts';

/** What is said once. */
export const tipWords: Record<Tip, string> = {
  'clipboard-not-concealed':
    'Keyturn cannot hide copies from clipboard histories here. If your desktop keeps one, delete the key there too.',
  'clipboard-not-cleared':
    'This desktop does not let Keyturn see whether the key is still in the clipboard, so it may stay there. Copy something else when you are done.',
  'in-background':
    'Keyturn goes on watching your keys in the background, so that you hear of them in time. Settings say how to quit it, and can end this.',
};
