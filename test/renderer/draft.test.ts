import { expect, test } from 'vitest';
import {
  complaintsAbout,
  ownAddress,
  wishOf,
  type Draft,
} from '../../src/renderer/add-account/draft.ts';
import { other } from '../../src/shared/rule-cards/other.ts';
import { apiCard, guidedCard } from '../fakes/rule-cards.ts';

const draft: Draft = {
  place: 'production',
  address: '',
  email: ' Ops@Agency.gov.sg ',
  parameters: {},
  name: '',
};

test('what was typed becomes a wish in one way of writing, with a name of our own if none was given', () => {
  expect(wishOf(draft, apiCard)).toEqual({
    serviceId: 'postman-v1',
    place: { environmentId: 'production' },
    name: 'Postman v1',
    email: 'ops@agency.gov.sg',
    parameters: {},
  });
});

test('where nobody signs in no e-mail is sent, and an empty parameter is none', () => {
  expect(wishOf({ ...draft, parameters: { campaignId: ' ' } }, guidedCard)).toMatchObject({
    email: null,
    parameters: {},
  });
});

test.each([
  ['name@agency.gov.sg', 'https://example.org/v1', []],
  ['name@agency.gov.sg', 'http://localhost:8080', []],
  ['name@agency.gov.sg', 'http://example.org', ['address']],
  ['name@agency.gov.sg', 'https://user@example.org', ['address']],
  ['name@agency', 'https://example.org', ['email']],
  ['two words@agency.gov.sg', '', ['address', 'email']],
])('%s at %s: %j is complained of', (email, address, fields) => {
  const own = { ...draft, email, address, place: ownAddress };
  expect(Object.keys(complaintsAbout(own, apiCard, []))).toEqual(fields);
});

test('where nothing is known of the service, a name is asked for and no address', () => {
  const nowhere = { ...draft, place: ownAddress };
  expect(Object.keys(complaintsAbout(nowhere, other, []))).toEqual(['name']);
  expect(complaintsAbout({ ...nowhere, name: 'Mail relay' }, other, [])).toEqual({});
  expect(wishOf({ ...nowhere, name: 'Mail relay' }, other)).toEqual({
    serviceId: 'other',
    place: { address: null },
    name: 'Mail relay',
    email: null,
    parameters: {},
  });
});
