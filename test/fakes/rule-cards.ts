import { ruleCard, type RuleCard } from '../../src/shared/service.ts';

/** A service that Keyturn signs in at, with a legacy row. */
export const apiCard: RuleCard = ruleCard.parse({
  id: 'postman-v1',
  name: 'Postman v1',
  about: 'A messaging service.',
  management: { how: 'api', connector: 'postman-v1' },
  signIn: {
    otpPattern: '[A-Z0-9]{6}',
    otpLength: 6,
    otpLifeSeconds: 600,
    otpTries: 4,
    resendAfterSeconds: 30,
    sessionHours: 24,
    who: 'Officers.',
  },
  environments: [{ id: 'production', name: 'Production', address: 'https://api.example.org/v1' }],
  takesOwnAddress: true,
  parameters: [],
  label: { shortest: 1, longest: 255, isPermanent: true, isUnique: false },
  contacts: { fewest: 1, most: null, isChangeable: true },
  validity: { kind: 'calendar-months', months: 6 },
  mostLiveKeys: null,
  keyPattern: null,
  keyKinds: [],
  isShownOnce: true,
  use: { header: 'Authorization', template: 'Bearer {key}' },
  probe: null,
  reminders: [],
  serviceReminders: [],
  rotateEvery: null,
  pages: [{ purpose: 'keys', label: 'Portal', url: 'https://portal.example.org/keys' }],
  steps: { create: [], retire: [] },
  notes: [],
  legacyRows: [
    {
      label: 'default',
      lastFive: '*****',
      expiredAt: '2024-04-21T00:00:00.000Z',
      note: 'From before labels.',
    },
  ],
});

/** A service whose keys the user manages in its own pages. */
export const guidedCard: RuleCard = ruleCard.parse({
  ...apiCard,
  id: 'guided',
  name: 'Guided',
  management: { how: 'guided' },
  signIn: null,
  takesOwnAddress: false,
  parameters: [{ name: 'campaignId', label: 'Campaign', hint: 'Its number.', kind: 'segment' }],
  legacyRows: [],
});
