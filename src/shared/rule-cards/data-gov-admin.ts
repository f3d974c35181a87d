import type { RuleCard } from '../service.ts';
import { dataGovAdminKey, neverShare } from './data-gov-admin-key.ts';
import { reminderStages } from './reminder-stages.ts';

export const dataGovAdmin: RuleCard = {
  id: 'data-gov-admin',
  name: 'data.gov.sg admin',
  about: 'Keys for pushing data to data.gov.sg. Reading needs none.',
  management: { how: 'guided' },
  signIn: null,
  environments: [
    { id: 'production', name: 'Production', address: 'https://api-production.data.gov.sg' },
    { id: 'staging', name: 'Staging', address: 'https://api-staging.data.gov.sg' },
  ],
  takesOwnAddress: false,
  parameters: [],
  ...dataGovAdminKey,
  // Its limits are not published; these keep the user's own note of it in bounds.
  label: { shortest: 1, longest: 255, isPermanent: false, isUnique: false },
  // The dashboard has a list to choose from whose values are not published.
  validity: {
    kind: 'date',
    presets: [
      { count: 30, unit: 'days' },
      { count: 90, unit: 'days' },
      { count: 6, unit: 'months' },
      { count: 12, unit: 'months' },
    ],
  },
  reminders: reminderStages.dataGov,
  serviceReminders: [],
  rotateEvery: null,
  pages: [
    {
      purpose: 'keys',
      label: 'data.gov.sg admin dashboard',
      url: 'https://beta.data.gov.sg/admin/api-keys',
    },
  ],
  steps: {
    create: [
      'Open the dashboard and sign in.',
      'Give the new key a name and choose when it expires; note that date here.',
      'Copy the key.',
    ],
    retire: ['Open the dashboard and sign in.', 'Delete the old key.'],
  },
  notes: [
    neverShare,
    {
      tone: 'fact',
      text: 'A shared admin account is advised, so that keys outlive a person’s time in the team.',
    },
    { tone: 'fact', text: 'Several keys may live at once, so make the new one first.' },
  ],
  legacyRows: [],
};
