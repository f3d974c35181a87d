import { expect, test } from 'vitest';
import {
  complaintsAboutKey,
  firstDraft,
  requestFor,
  type GenerateDraft,
} from '../../src/renderer/add-key/generate-draft.ts';
import { accountId } from '../../src/shared/account.ts';
import { keyRow } from '../fakes/key-row.ts';
import { apiCard } from '../fakes/rule-cards.ts';

const id = accountId.parse('account-1');
const draft: GenerateDraft = { label: ' ops ', contacts: ['a@x.sg'], expiration: '90d' };
const withOptions = { ...apiCard, contacts: null, validity: { kind: 'options' } as const };

test('a request holds what its service has, and nothing else', () => {
  expect(requestFor(draft, apiCard, id)).toEqual({
    accountId: id,
    label: 'ops',
    contacts: ['a@x.sg'],
    expiration: null,
  });
  expect(requestFor(draft, withOptions, id)).toMatchObject({
    contacts: [],
    expiration: '90d',
  });
});

test('a new key begins with the e-mail of the account, a successor with what the old one has', () => {
  const now = new Date(2027, 4, 3);
  expect(firstDraft(null, 'me@x.sg', [], now)).toEqual({
    label: '',
    contacts: ['me@x.sg'],
    expiration: null,
  });
  const old = keyRow({ label: 'ops-mailer', contacts: ['ops@x.sg', 'team@x.sg'] });
  expect(firstDraft({ row: old, card: apiCard }, 'me@x.sg', ['ops-mailer'], now)).toEqual({
    label: 'ops-mailer (2027-05)',
    contacts: ['ops@x.sg', 'team@x.sg'],
    expiration: null,
  });
});

test('the label of a successor is never too long for its service, and tells it from the old one', () => {
  const row = keyRow({ label: 'night batch of the platform '.repeat(10).slice(0, 255) });
  const { label } = firstDraft({ row, card: apiCard }, null, [row.label], new Date(2027, 4, 3));
  expect(complaintsAboutKey({ ...draft, label }, apiCard).label).toBe(null);
  expect(label).toMatch(/^night batch .* \(2027-05\)$/);
});

test('a life must be chosen where the service offers several', () => {
  const unchosen = { ...draft, expiration: null };
  expect(complaintsAboutKey(unchosen, withOptions).expiration).toContain('Choose how long');
  expect(complaintsAboutKey(unchosen, apiCard)).toEqual({
    label: null,
    contacts: null,
    expiration: null,
  });
});
