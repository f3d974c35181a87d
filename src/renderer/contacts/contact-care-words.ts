import type { ContactCare } from '../../shared/contact-health.ts';

/** What may go wrong with who is told, and what to do about it. */
export function contactCareWords(care: ContactCare): string {
  switch (care.kind) {
    case 'none':
      return 'It has no contact of its own, and its service now wants one. Add an address.';
    case 'gone': {
      const names = care.contacts.join(', ');
      return care.isAll
        ? `Nobody reads ${names} any more, and there is no other contact. Change it.`
        : `Nobody reads ${names} any more. Take it out or put another in its place.`;
    }
    case 'one-person':
      return 'Its only contact looks like one person. Add a shared address, so that somebody is told when they are away.';
    default:
      return care satisfies never;
  }
}
