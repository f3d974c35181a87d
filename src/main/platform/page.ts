/** Where the window's pages come from: the only origins that are loaded, trusted and heard. */
export const appScheme = 'app';
/** The two hosts that the window's pages come from. */
export const appHosts = { own: 'keyturn', lock: 'keyturn-lock' } as const;
/** What stands in the window: its own page, or that of the lock. */
export type Page = keyof typeof appHosts;

/** Only in `npm run dev`; the built app does not contain this branch. */
const devServer = import.meta.env.DEV ? process.env['ELECTRON_RENDERER_URL'] : undefined;

export const isDevelopment = devServer !== undefined;

/**
 * The lock has an origin of its own: Chromium then runs its page in another process and ends the one of the
 * page before, with all that it knew. In development there is one server, and so one origin.
 */
function originOf(page: Page): string {
  return devServer ? new URL(devServer).origin : `${appScheme}://${appHosts[page]}`;
}

export function urlOf(page: Page): string {
  return `${originOf(page)}/${page === 'own' ? 'index' : 'lock'}.html`;
}

/** True for what a page may load: our own files and, in development, the hot-reload socket. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  if (isOfPage(address, 'own') || isOfPage(address, 'lock')) return true;
  const { protocol, host } = new URL(address);
  return devServer !== undefined && protocol === 'ws:' && host === new URL(devServer).host;
}

/** True for that page, and for what comes from where it comes from. */
export function isOfPage(address: string, page: Page): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  const wanted = new URL(originOf(page));
  return protocol === wanted.protocol && host === wanted.host;
}
