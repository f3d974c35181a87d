import { expect, test } from 'vitest';
import { openPage } from '../../../src/main/core/open-page.ts';
import type { RuleCard } from '../../../src/shared/service.ts';
import {
  serviceDescription,
  type ServiceDescription,
} from '../../../src/shared/service-description.ts';
import { fakeBrowser } from '../../fakes/browser.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { openAccounts } from './open-accounts.ts';

const refused = { failure: { code: 'call-refused', reason: 'bad-request' } };
const description: ServiceDescription = serviceDescription.parse({
  name: 'ForSG',
  about: null,
  address: 'https://api.example.gov.sg',
  use: { header: 'Authorization', template: 'Bearer {key}' },
  keyPattern: '(live|test)_v1_.+',
  isShownOnce: false,
  validity: { kind: 'calendar-months', months: 6 },
  reminders: [{ count: 7, unit: 'days' }],
  mostLiveKeys: 2,
  rotateEvery: null,
  probe: null,
  page: 'https://portal.example.gov.sg/keys',
});

const builtIn = ['postman-v1', 'data-gov-style', 'guided', 'other'];

function open(earlier: Parameters<typeof openAccounts>[0] = {}) {
  const opened = openAccounts(earlier);
  const services = (): RuleCard[] => opened.store.read().services;
  const wish = { ...opened.wish, email: null, place: { environmentId: 'main' } };
  return { ...opened, services, wish };
}

test('a service that was described is told, kept, and there after a restart', () => {
  const { describedServices, services, records } = open();
  const id = describedServices.add(description);
  expect(id).toMatch(/^custom-/);
  expect(services().map((card) => card.id)).toEqual([...builtIn, id]);
  expect(records.read().services).toEqual([services().at(-1)]);
  expect(open({ records }).services()).toEqual(services());
});

test('an account of it stands at its address, and its page opens', async () => {
  const { describedServices, accounts, account, book, wish } = open();
  const id = accounts.add({ ...wish, serviceId: describedServices.add(description) });
  expect(account(id)).toMatchObject({
    serviceName: 'ForSG',
    environmentName: 'Main address',
    address: 'https://api.example.gov.sg',
    signIn: { status: 'not-needed' },
    sync: null,
  });
  const browser = fakeBrowser();
  await openPage('https://portal.example.gov.sg/keys', book, browser);
  expect(browser.opened).toEqual(['https://portal.example.gov.sg/keys']);
});

test('a new description is told at once, and leaves accounts where they were', async () => {
  const { describedServices, accounts, account, services, book, records, wish } = open();
  const serviceId = describedServices.add(description);
  const id = accounts.add({ ...wish, serviceId });
  const address = 'https://new.example.gov.sg';
  describedServices.change(serviceId, { ...description, name: 'ForSG 2', address, page: null });
  expect(account(id)).toMatchObject({
    serviceName: 'ForSG 2',
    // Not any more the main address of the service.
    environmentName: null,
    address: 'https://api.example.gov.sg',
  });
  expect(services().map(({ name }) => name)).toEqual([
    'Postman v1',
    'Data.gov-style API',
    'Guided',
    'Another service',
    'ForSG 2',
  ]);
  expect(records.read().services).toEqual([services().at(-1)]);
  await expect(
    openPage('https://portal.example.gov.sg/keys', book, fakeBrowser()),
  ).rejects.toMatchObject(refused);
});

test('a service that has an account is not removed; without it, it is', async () => {
  const { describedServices, accounts, services, records, wish } = open();
  const serviceId = describedServices.add(description);
  const id = accounts.add({ ...wish, serviceId });
  expect(() => describedServices.remove(serviceId)).toThrow(expect.objectContaining(refused));
  expect(records.read().services).toHaveLength(1);
  await accounts.remove(id);
  describedServices.remove(serviceId);
  expect(services().map((card) => card.id)).toEqual(builtIn);
  expect(records.read().services).toEqual([]);
});

test.each([...builtIn, 'custom-nobody'])('%s can be neither changed nor removed', (id) => {
  const { describedServices, services } = open();
  const before = services();
  expect(() => describedServices.change(id, description)).toThrow('call-refused');
  expect(() => describedServices.remove(id)).toThrow('call-refused');
  expect(services()).toEqual(before);
});

test('what could not be kept is not told', () => {
  const full = fakeRecords();
  const fails = (): never => {
    throw new Error('The disk is full.');
  };
  const records = { ...full };
  const { describedServices, services } = open({ records });
  const id = describedServices.add(description);
  const before = services();
  Object.assign(records, { saveService: fails, removeService: fails });
  expect(() => describedServices.add(description)).toThrow('full');
  expect(() => describedServices.change(id, { ...description, name: 'Other' })).toThrow('full');
  expect(() => describedServices.remove(id)).toThrow('full');
  expect(services()).toEqual(before);
});
