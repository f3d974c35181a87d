/**
 * What a stop has to go by: `take` takes a picture on the way to the last one.
 * @typedef {{
 *   page: import('@playwright/test').Page,
 *   app: import('@playwright/test').ElectronApplication,
 *   session: Awaited<ReturnType<typeof import('../desktop-session.mjs').openSession>>,
 *   take: (name: string) => Promise<void>,
 * }} Place
 *
 * `keys`: so many made-up ones are there. `isPointing`: the pointer stays where it is.
 * @typedef {{
 *   keyring: import('../desktop-session.mjs').Keyring,
 *   scheme: 'light' | 'dark',
 *   keys?: number,
 *   size?: [number, number],
 *   isPointing?: boolean,
 * }} Setting
 */

/**
 * A home of its own, in which the app is brought to what is to be seen.
 * @param {string} name of its last picture
 * @param {(place: Place) => Promise<unknown>} go
 * @param {Partial<Setting>} setting
 * @returns {Setting & { name: string, go: typeof go }}
 */
export function stop(name, go, setting = {}) {
  return { keyring: 'open', scheme: 'light', ...setting, name, go };
}
