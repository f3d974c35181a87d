import type { RuleCard } from '../service.ts';
import { reminderStages } from './reminder-stages.ts';

export const apiDataGov: RuleCard = {
  id: 'api-data-gov',
  name: 'api.data.gov',
  about: 'One key for many APIs of United States agencies, through API Umbrella.',
  management: { how: 'guided' },
  signIn: null,
  environments: [{ id: 'production', name: 'api.data.gov', address: 'https://api.data.gov' }],
  // Many agencies answer under a name of their own.
  takesOwnAddress: true,
  parameters: [
    {
      name: 'path',
      label: 'A page to check with',
      hint: 'The path of something small in an API you use, one that needs a key. It is read each time a key is checked.',
      kind: 'path',
    },
  ],
  label: null,
  contacts: null,
  validity: { kind: 'none' },
  mostLiveKeys: null,
  keyPattern: '[0-9A-Za-z]{40}',
  keyKinds: [],
  isShownOnce: false,
  use: { header: 'X-Api-Key', template: '{key}' },
  probe: {
    path: '/{path}',
    rules: [
      { status: '2xx', body: 'any', means: 'works' },
      { status: 403, body: { field: 'error.code', is: 'API_KEY_INVALID' }, means: 'not-accepted' },
      { status: 403, body: { field: 'error.code', is: 'API_KEY_DISABLED' }, means: 'disabled' },
      { status: 403, body: { field: 'error.code', is: 'API_KEY_UNVERIFIED' }, means: 'unverified' },
      // Good, but not for this API.
      { status: 403, body: { field: 'error.code', is: 'API_KEY_UNAUTHORIZED' }, means: 'nothing' },
      { status: 403, body: { field: 'error.code', is: 'API_KEY_MISSING' }, means: 'nothing' },
    ],
    spendsQuota: true,
    // Each key's own, unless more was agreed.
    pace: { count: 1000, perSeconds: 3600 },
  },
  reminders: reminderStages.others,
  serviceReminders: [],
  rotateEvery: null,
  pages: [{ purpose: 'sign-up', label: 'Sign up for a key', url: 'https://api.data.gov/signup/' }],
  steps: {
    create: ['Fill in the form.', 'Copy the key from the page or from the mail.'],
    retire: ['There is no page to end a key: ask the people who run the API.'],
  },
  notes: [
    { tone: 'fact', text: 'Keys have no end, no label, and no list to see them in.' },
    {
      tone: 'warning',
      text: 'Each check counts against the limit of the key, 1,000 an hour unless agreed otherwise.',
    },
  ],
  legacyRows: [],
};
