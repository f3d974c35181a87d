import type { RuleCard } from '../service.ts';

export const dataGovStyle: RuleCard = {
  id: 'data-gov-style',
  name: 'Data.gov-style API',
  about:
    'A server that manages admin keys in the style of data.gov.sg. data.gov.sg itself offers no such interface that is published.',
  management: { how: 'api', connector: 'data-gov-style' },
  signIn: {
    otpPattern: '[A-Z0-9]{6}',
    otpLength: 6,
    otpLifeSeconds: 600,
    otpTries: null,
    resendAfterSeconds: 30,
    sessionHours: null,
    who: 'The people whom the server lets in.',
  },
  environments: [],
  takesOwnAddress: true,
  parameters: [],
  label: { shortest: 1, longest: 100, isPermanent: true, isUnique: false },
  contacts: null,
  validity: { kind: 'options' },
  mostLiveKeys: null,
  keyPattern: null,
  keyKinds: [],
  isShownOnce: true,
  use: { header: 'x-dgs-admin-api-key', template: '{key}' },
  probe: {
    path: '/v2/admin/api/auth/whoami',
    rules: [
      { status: '2xx', body: { field: 'user.userId', is: null }, means: 'works' },
      { status: 401, body: 'any', means: 'not-accepted' },
      { status: 403, body: 'json', means: 'not-accepted' },
    ],
    spendsQuota: false,
  },
  reminders: [
    { count: 1, unit: 'months' },
    { count: 2, unit: 'weeks' },
    { count: 3, unit: 'days' },
    { count: 1, unit: 'days' },
  ],
  serviceReminders: [],
  rotateEvery: null,
  pages: [],
  steps: { create: [], retire: [] },
  notes: [
    {
      tone: 'warning',
      text: 'A key may do all that its account may do. Never share it with colleagues or vendors.',
    },
    { tone: 'warning', text: 'Deleting takes effect at once and cannot be undone.' },
  ],
  legacyRows: [],
};
