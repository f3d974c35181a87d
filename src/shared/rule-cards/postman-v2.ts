import type { RuleCard } from '../service.ts';
import { reminderStages } from './reminder-stages.ts';

export const postmanV2: RuleCard = {
  id: 'postman-v2',
  name: 'Postman v2',
  about:
    'The Singapore government’s messaging service at postman.gov.sg, with a key for each campaign.',
  management: { how: 'guided' },
  signIn: null,
  environments: [
    { id: 'production', name: 'Production', address: 'https://postman.gov.sg/api/v2' },
    { id: 'test', name: 'Test', address: 'https://test.postman.gov.sg/api/v2' },
  ],
  takesOwnAddress: false,
  parameters: [
    {
      name: 'campaignId',
      label: 'Campaign ID',
      hint: 'Its keys belong to one campaign, so each campaign is an account of its own here.',
      kind: 'segment',
    },
  ],
  label: null,
  contacts: null,
  validity: { kind: 'none' },
  mostLiveKeys: { count: 3, per: 'campaign' },
  keyPattern: 'key_(?:prod|test)_[\\w+/=.-]+',
  keyKinds: [
    { name: 'Production', note: 'Begins with key_prod_ and sends to real people.' },
    { name: 'Test', note: 'Begins with key_test_ and belongs to the test address.' },
  ],
  isShownOnce: true,
  use: { header: 'Authorization', template: 'Bearer {key}' },
  probe: {
    path: '/campaigns/{campaignId}/messages?limit=1',
    rules: [
      { status: '2xx', body: 'json', means: 'works' },
      { status: 401, body: 'any', means: 'not-accepted' },
      // 403 also means that this computer's address is not on the white list, or that the CDN said no.
      { status: 403, body: 'any', means: 'nothing' },
    ],
    spendsQuota: false,
    pace: { count: 10, perSeconds: 1 },
  },
  reminders: reminderStages.postman,
  serviceReminders: [],
  rotateEvery: null,
  pages: [{ purpose: 'keys', label: 'Postman', url: 'https://postman.gov.sg/' }],
  steps: {
    create: [
      'Open the campaign, then Settings, then Integrations.',
      'See that at least one static IP address is on the white list; 20 at most.',
      'Create a key and copy it: it is shown once.',
    ],
    retire: ['Open the campaign, then Settings, then Integrations.', 'Delete the old key.'],
  },
  notes: [
    {
      tone: 'fact',
      text: 'A campaign has 3 keys at most. With fewer, create the new one first; with 3, one must be deleted first.',
    },
    { tone: 'fact', text: 'Keys have no end, no label and no contacts at the service.' },
    {
      tone: 'fact',
      text: 'Only computers on the campaign’s white list can use a key, so a check from here may be turned away although the key is good.',
    },
    { tone: 'fact', text: 'Calls are limited to 10 a second for each campaign.' },
  ],
  legacyRows: [],
};
