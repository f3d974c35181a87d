import type { ElectronApplication } from '@playwright/test';

/**
 * Sets the clock of main so far ahead of the real one, as the clock of a computer is set. The window and
 * the services have clocks of their own.
 */
export async function setAppClock(app: ElectronApplication, aheadMs: number): Promise<void> {
  await app.evaluate((_electron, ms) => {
    const key = Symbol.for('the Date of the computer');
    const Real: DateConstructor = Reflect.get(globalThis, key) ?? Date;
    Reflect.set(globalThis, key, Real);
    const now = (): number => Real.now() + ms;
    globalThis.Date = new Proxy(Real, {
      construct: (target, given, newTarget) =>
        Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    });
  }, aheadMs);
}
