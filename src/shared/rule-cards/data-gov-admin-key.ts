import type { RuleCard } from '../service.ts';

type Part =
  'contacts' | 'mostLiveKeys' | 'keyPattern' | 'keyKinds' | 'isShownOnce' | 'use' | 'probe';

/** What an admin key in the style of data.gov.sg is, whoever manages it. */
export const dataGovAdminKey: Pick<RuleCard, Part> = {
  contacts: null,
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
      // In HTML it is the CDN that says no, before it has seen the key.
      { status: 403, body: 'json', means: 'not-accepted' },
    ],
    spendsQuota: false,
    pace: null,
  },
};

export const neverShare: RuleCard['notes'][number] = {
  tone: 'warning',
  text: 'A key may do all that its account may do. Never share it with colleagues or vendors.',
};
