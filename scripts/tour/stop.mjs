/**
 * How a picture is taken; as the window stands, if nothing is said.
 * @typedef {{ scheme?: 'light' | 'dark', size?: [number, number], isPointing?: boolean }} Look
 *
 * What a stop has to go by: `take` takes a picture.
 * @typedef {{
 *   page: import('@playwright/test').Page,
 *   app: import('@playwright/test').ElectronApplication,
 *   session: Awaited<ReturnType<typeof import('../desktop-session.mjs').openSession>>,
 *   take: (name: string, look?: Look) => Promise<void>,
 * }} Place
 *
 * A home of its own, in which the app is brought to what is to be seen. `keys`: so many made-up ones are
 * there.
 * @typedef {{
 *   go: (place: Place) => Promise<unknown>,
 *   keyring: import('../desktop-session.mjs').Keyring,
 *   keys: number,
 * }} Stop
 */

/**
 * @param {Stop['go']} go
 * @param {Partial<Stop>} setting
 * @returns {Stop}
 */
export function stop(go, setting = {}) {
  return { keyring: 'open', keys: 0, ...setting, go };
}
