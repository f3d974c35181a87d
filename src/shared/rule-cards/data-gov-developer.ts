import type { RuleCard } from '../service.ts';
import { reminderStages } from './reminder-stages.ts';

export const dataGovDeveloper: RuleCard = {
  id: 'data-gov-developer',
  name: 'data.gov.sg developer',
  about: 'Keys for reading data.gov.sg more often than one may without a key.',
  management: { how: 'guided' },
  signIn: null,
  environments: [{ id: 'production', name: 'Production', address: 'https://api-open.data.gov.sg' }],
  takesOwnAddress: false,
  parameters: [],
  label: null,
  contacts: null,
  validity: {
    kind: 'date',
    presets: [
      { count: 6, unit: 'months' },
      { count: 12, unit: 'months' },
    ],
  },
  mostLiveKeys: null,
  keyPattern: null,
  keyKinds: [
    {
      name: 'Development',
      note: 'In 10 seconds 12 real-time calls (6 without a key), 8 to the datastore (4) and 4 downloads (2).',
    },
    {
      name: 'Production',
      note: 'In 10 seconds 30 real-time calls, 20 to the datastore and 10 downloads.',
    },
  ],
  isShownOnce: false,
  use: { header: 'x-api-key', template: '{key}' },
  probe: {
    path: '/v2/real-time/api/air-temperature',
    rules: [
      { status: '2xx', body: { field: 'code', is: 0 }, means: 'works' },
      { status: 401, body: 'any', means: 'not-accepted' },
      { status: 403, body: 'json', means: 'not-accepted' },
    ],
    spendsQuota: true,
    // As without a key, the lowest there is: which kind of key it is, is not known before.
    pace: { count: 6, perSeconds: 10 },
  },
  reminders: reminderStages.dataGov,
  serviceReminders: reminderStages.dataGov,
  rotateEvery: null,
  pages: [{ purpose: 'keys', label: 'data.gov.sg', url: 'https://data.gov.sg/' }],
  steps: {
    create: ['Open data.gov.sg and sign in.', 'Create a key of the same type and copy it.'],
    retire: ['Open data.gov.sg and sign in.', 'Delete the old key.'],
  },
  notes: [
    { tone: 'fact', text: 'Its mails give dates in Singapore time.' },
    {
      tone: 'warning',
      text: 'Reading works without a key too, and how a wrong key is answered is not published: a check that passes is a good sign, no proof.',
    },
  ],
  legacyRows: [],
};
