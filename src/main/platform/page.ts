/** Where the window's page comes from: the one origin that is loaded, trusted and heard. */
export const appScheme = 'app';
const appOrigin = `${appScheme}://keyturn`;

/** Only in `npm run dev`; the built app does not contain this branch. */
const devServer = import.meta.env.DEV ? process.env['ELECTRON_RENDERER_URL'] : undefined;

export const isDevelopment = devServer !== undefined;
export const pageOrigin = devServer ? new URL(devServer).origin : appOrigin;
export const pageUrl = `${pageOrigin}/index.html`;

/** True for what the page may load: its own files and, in development, the hot-reload socket. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  const own = new URL(pageOrigin);
  if (protocol === own.protocol && host === own.host) return true;
  return devServer !== undefined && protocol === 'ws:' && host === own.host;
}
