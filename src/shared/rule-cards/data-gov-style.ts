import type { RuleCard } from '../service.ts';
import { dataGovAdminKey, neverShare } from './data-gov-admin-key.ts';
import { reminderStages } from './reminder-stages.ts';

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
  ...dataGovAdminKey,
  label: { shortest: 1, longest: 100, isPermanent: true, isUnique: false },
  validity: { kind: 'options' },
  reminders: reminderStages.others,
  serviceReminders: [],
  rotateEvery: null,
  pages: [],
  steps: { create: [], retire: [] },
  notes: [
    neverShare,
    { tone: 'warning', text: 'Deleting takes effect at once and cannot be undone.' },
  ],
  legacyRows: [],
};
