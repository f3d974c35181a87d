import type { RuleCard } from '../../shared/service.ts';

/** What stands in a paste of many: parted by commas, semicolons or blanks, with names as mail programs write them. */
export function splitContacts(text: string): string[] {
  // `"Tan, Wei" <wei@agency.gov.sg>`: only what is in the brackets is an address.
  const bracketed = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address]) => address);
  const rest = text.replaceAll(/(?:"[^"]*"|[^<>,;\n"]*)\s*<[^<>\s]+@[^<>\s]+>/g, ' ');
  const words = [...bracketed, ...rest.split(/[\s,;]+/)];
  return words
    .map((word) => (word ?? '').replaceAll(/^mailto:|["']/g, '').toLowerCase())
    .filter((word) => word !== '');
}

export function complaintAboutContact(contact: string): string | null {
  return /^[^\s@,;<>"]+@[^\s@.]+(?:\.[^\s@.]+)*\.[a-z]{2,}$/.test(contact) && contact.length <= 320
    ? null
    : `“${contact}” is not a whole e-mail address.`;
}

/** What is wrong with how many there are. */
export function complaintAboutContacts(
  contacts: readonly string[],
  rules: RuleCard['contacts'],
): string | null {
  if (rules === null) return null;
  if (contacts.length < rules.fewest) {
    return rules.fewest === 1
      ? 'Name at least one address, so that somebody is told before the key ends.'
      : `Name at least ${rules.fewest} addresses.`;
  }
  const most = rules.most ?? mostInOneCall;
  return contacts.length > most ? `${most} addresses are the most.` : null;
}

const mostInOneCall = 200;
