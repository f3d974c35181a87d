import type { RuleCard } from '../service.ts';

/** For a key whose service nobody wants to describe: nothing is known, and nothing is sent anywhere. */
export const other: RuleCard = {
  id: 'other',
  name: 'Another service',
  about: 'For a key of any service, kept and watched without describing the service.',
  management: { how: 'guided' },
  signIn: null,
  environments: [],
  takesOwnAddress: false,
  parameters: [],
  label: null,
  contacts: null,
  validity: {
    kind: 'date',
    presets: [
      { count: 30, unit: 'days' },
      { count: 90, unit: 'days' },
      { count: 6, unit: 'months' },
      { count: 12, unit: 'months' },
    ],
  },
  mostLiveKeys: null,
  keyPattern: null,
  keyKinds: [],
  isShownOnce: false,
  use: null,
  probe: null,
  reminders: [
    { count: 30, unit: 'days' },
    { count: 14, unit: 'days' },
    { count: 7, unit: 'days' },
    { count: 1, unit: 'days' },
  ],
  serviceReminders: [],
  rotateEvery: null,
  pages: [],
  steps: {
    create: ['Get a key where this service gives them out.', 'Copy it.'],
    retire: ['Delete the old key at the service, or ask the people who run it to.'],
  },
  notes: [
    {
      tone: 'fact',
      text: 'Keyturn cannot check such a key. Describe the service instead if you want that.',
    },
  ],
  legacyRows: [],
};
