import { accountId } from '../../src/shared/account.ts';
import { keyId } from '../../src/shared/key.ts';
import { rotationId, type Rotation, type RotatedKey } from '../../src/shared/rotation.ts';

export const oldKey: RotatedKey = {
  keyId: keyId.parse('old'),
  remoteId: '1',
  label: 'ops-mailer',
  lastFive: 'AB12C',
  expiresAt: '2027-05-12T01:46:00.000Z',
};

export const newKey: RotatedKey = {
  keyId: keyId.parse('new'),
  remoteId: '2',
  label: 'ops-mailer (2027-05)',
  lastFive: '9fQ2+',
  expiresAt: '2027-11-01T01:46:00.000Z',
};

/** One whose new key is in use and is being put into the tools. */
export function aRotation(part: Partial<Rotation> = {}): Rotation {
  return {
    id: rotationId.parse('rotation-1'),
    accountId: accountId.parse('account-1'),
    revision: 6,
    reason: 'planned',
    way: 'api',
    old: oldKey,
    oldEndedAt: null,
    wish: { label: newKey.label, contacts: ['ops@agency.gov.sg'], expiration: null },
    soakDays: 7,
    acceptedIds: [],
    newKeyId: newKey.keyId,
    successor: newKey,
    proof: { at: '2027-05-01T01:00:03.000Z', by: 'service' },
    step: { at: 'deploying' },
    wait: null,
    startedAt: '2027-05-01T01:00:00.000Z',
    closedAt: null,
    isDismissed: false,
    timeline: [
      { at: '2027-05-01T01:00:00.000Z', note: 'asked-for', detail: 'planned' },
      { at: '2027-05-01T01:00:00.000Z', note: 'began', detail: '' },
      { at: '2027-05-01T01:00:01.000Z', note: 'create-sent', detail: '' },
      { at: '2027-05-01T01:00:02.000Z', note: 'stored', detail: '9fQ2+' },
      { at: '2027-05-01T01:00:03.000Z', note: 'proven', detail: '' },
      { at: '2027-05-01T01:00:03.000Z', note: 'in-use', detail: '' },
    ],
    ...part,
  };
}

const sent = { idsBefore: ['1'], attempt: 1 };
const found = { remoteId: '2', lastFive: '9fQ2+' };
const at = '2027-05-03T01:00:00.000Z';

/** A rotation in each step that there is, both ways. */
export function everyStep(): Rotation[] {
  const none = { successor: null, proof: null, newKeyId: null };
  const early: Rotation['step'][] = [
    { at: 'planned' },
    { at: 'preflight' },
    { at: 'blocked', block: { because: 'session-short', until: at } },
    { at: 'blocked', block: { because: 'quota-full', most: 3, mayGo: [] } },
    { at: 'blocked', block: { because: 'newer-key', keys: [] } },
    { at: 'blocked', block: { because: 'rejected', field: 'label', message: 'too long' } },
    { at: 'blocked', block: { because: 'from-backup', madeAt: at } },
    { at: 'creating', ...sent },
    { at: 'fetching' },
    { at: 'create-unknown', ...sent, looks: 0 },
    { at: 'created-unreceived', ...sent, found },
    { at: 'save-failed', ...sent, found },
    { at: 'retiring' },
    { at: 'retire-failed' },
    { at: 'abandoned' },
  ];
  const late: Rotation['step'][] = [
    { at: 'stored', refusals: 0 },
    { at: 'verify-failed' },
    { at: 'verified' },
    { at: 'deploying' },
    { at: 'soaking', until: at },
    { at: 'gone-back' },
    { at: 'retiring' },
    { at: 'retire-failed' },
    { at: 'abandoning', target: found, follows: 'end' },
    { at: 'retired', how: 'ended' },
  ];
  const closed = (step: Rotation['step']) =>
    step.at === 'retired' || step.at === 'abandoned' ? at : null;
  return (['api', 'guided'] as const).flatMap((way) => [
    ...early.map((step) =>
      aRotation({ ...none, way, step, closedAt: closed(step), reason: 'leaked' }),
    ),
    ...early
      .filter((step) => step.at !== 'retiring' && step.at !== 'retire-failed')
      .map((step) => aRotation({ ...none, way, step, closedAt: closed(step) })),
    ...late.map((step) => aRotation({ way, step, closedAt: closed(step) })),
    ...late
      .filter((step) => !['soaking', 'retiring', 'retire-failed'].includes(step.at))
      .map((step) => aRotation({ way, step, closedAt: closed(step), oldEndedAt: at })),
  ]);
}
