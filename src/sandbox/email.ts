/**
 * The longer top-level domains that count as real here. The services check against the whole public
 * list; a sandbox does with the usual ones and any two letters, so that `.invalid`, `.test`, `.local`,
 * `.example` and misspellings such as `.con` are refused without carrying 1,400 names along.
 */
const longTopLevels = new Set(
  (
    'academy agency app asia bank biz blog care cloud com community company consulting coop dev digital ' +
    'edu education email energy engineering foundation global gov group health info institute int ' +
    'international jobs live management media mil mobi name net network news one online org page ' +
    'partners pro school science services site social software solutions store studio support ' +
    'systems team tech technology today tools training travel university ventures website wiki work ' +
    'world xyz zone'
  ).split(' '),
);

const shape = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([^@]+)$/;
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

export function isEmail(address: string): boolean {
  const domain = shape.exec(address)?.[1];
  if (domain === undefined || address.length > 254) return false;
  const labels = domain.split('.');
  const topLevel = labels.at(-1)?.toLowerCase() ?? '';
  return (
    labels.length > 1 &&
    labels.every((part) => label.test(part)) &&
    (/^[a-z]{2}$/.test(topLevel) || longTopLevels.has(topLevel))
  );
}

/** Who may sign in: public officers, and a domain that was let in by name. */
export function maySignIn(email: string, extraDomains: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domain.endsWith('.gov.sg') || extraDomains.includes(domain);
}
