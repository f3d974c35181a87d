import type { Settings } from '../../shared/settings.ts';
import { complaintAboutContact, splitContacts } from '../add-key/contacts.ts';
import { ChipsField } from '../ui/chips-field.tsx';

interface GoneContactsProps {
  goneContacts: Settings['goneContacts'];
  onChoose: (part: Partial<Settings>) => void;
}

/** Addresses of people who have left: keys that still have them are pointed out. */
export function GoneContacts({ goneContacts, onChoose }: GoneContactsProps) {
  return (
    <ChipsField
      label="Nobody reads these any more"
      hint="Keys with such a contact are found by the filter “Contacts need care”."
      chips={goneContacts}
      split={splitContacts}
      complaintAbout={complaintAboutContact}
      onChange={(chips) => onChoose({ goneContacts: chips })}
    />
  );
}
