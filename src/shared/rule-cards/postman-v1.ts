import type { RuleCard } from '../service.ts';
import { reminderStages } from './reminder-stages.ts';

export const postmanV1: RuleCard = {
  id: 'postman-v1',
  name: 'Postman v1',
  about:
    'The Singapore government’s messaging service at postman.gov.sg, as it was before campaigns (“legacy”). Not the API client of that name.',
  management: { how: 'api', connector: 'postman-v1' },
  signIn: {
    otpPattern: '[A-Z0-9]{6}',
    otpLength: 6,
    otpLifeSeconds: 600,
    otpTries: 4,
    resendAfterSeconds: 30,
    sessionHours: 24,
    who: 'People with an e-mail address that ends in .gov.sg or belongs to a white-listed domain.',
  },
  environments: [
    { id: 'production', name: 'Production', address: 'https://api.postman.gov.sg/v1' },
    { id: 'staging', name: 'Staging', address: 'https://api-staging.postman.gov.sg/v1' },
  ],
  takesOwnAddress: true,
  parameters: [],
  label: { shortest: 1, longest: 255, isPermanent: true, isUnique: false },
  contacts: { fewest: 1, most: null, isChangeable: true },
  validity: { kind: 'calendar-months', months: 6 },
  mostLiveKeys: null,
  // The name before _v1_ is the e-mail's, without its punctuation. Older keys end in one or two `=`.
  keyPattern: '[A-Za-z0-9]+_v1_(?:[A-Za-z0-9+/]{44}={0,2}|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{42}==)',
  keyKinds: [],
  isShownOnce: true,
  use: { header: 'Authorization', template: 'Bearer {key}' },
  probe: {
    // A good key is let in and then told that 0 is too little. Nothing is sent and no data comes back.
    path: '/transactional/email?limit=0',
    rules: [
      { status: 400, body: 'json', means: 'works' },
      { status: '2xx', body: 'json', means: 'works' },
      { status: 401, body: 'any', means: 'not-accepted' },
    ],
    spendsQuota: false,
    // Only sending is limited.
    pace: null,
  },
  reminders: reminderStages.postman,
  serviceReminders: reminderStages.postman,
  rotateEvery: null,
  pages: [{ purpose: 'keys', label: 'Postman v1 portal', url: 'https://legacy.postman.gov.sg/' }],
  steps: { create: [], retire: [] },
  notes: [
    {
      tone: 'fact',
      text: 'The order of a rotation: make the new key, put it into your system and restart it, then delete the old one.',
    },
    { tone: 'warning', text: 'Deleting takes effect at once and cannot be undone.' },
    {
      tone: 'fact',
      text: 'Labels need not differ, and can never be changed. Tell keys apart by their last five characters too.',
    },
    {
      tone: 'fact',
      text: 'The service reminds the contacts of a key, or the account where there are none. It may go on to remind of a key that is deleted already.',
    },
    {
      tone: 'warning',
      text: 'A key may hold + and /: quote it in a shell, and encode it in a URL.',
    },
    { tone: 'fact', text: 'Sending is limited to 10 calls a second for each account.' },
  ],
  legacyRows: [
    {
      label: 'default',
      lastFive: '*****',
      expiredAt: '2024-04-21T00:00:00.000Z',
      note: 'From before an account could have several keys. It ended on 21 April 2024 at 08:00, Singapore time, and can be deleted.',
    },
  ],
};
