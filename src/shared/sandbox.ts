/** Under this id an account has an environment that no rule card has: the sandbox inside the app. */
export const sandboxEnvironmentId = 'sandbox';

/**
 * The accounts whose keys press. Made-up keys are there to be tried: beside real ones they are not what
 * somebody is to be called for, and alone they behave as real ones do.
 */
export function pressing<One>(
  accounts: readonly One[],
  isSandbox: (account: One) => boolean,
): readonly One[] {
  const real = accounts.filter((account) => !isSandbox(account));
  return real.length > 0 ? real : accounts;
}
