import type { RouteName } from '../../src/sandbox/faults.ts';
import type { World } from '../../src/sandbox/world.ts';
import type { Client } from '../sandbox/sandbox-client.ts';

/** A key as its service knows it. */
export interface ServiceKey {
  id: string;
  label: string;
  lastFive: string;
}

/** What is different between the two services whose keys are rotated through their API. */
export interface TestedService {
  id: 'postman-v1' | 'data-gov-style';
  path: string;
  routes: Record<'list' | 'create' | 'probe' | 'delete', RouteName>;
  contacts: string[];
  expiration: string | null;
  /** Those that work, in nobody's order. */
  liveKeys(world: World, email: string): ServiceKey[];
  isTaken(sandbox: Client, secret: string): Promise<boolean>;
  /** What a probe is answered by if the key is taken. */
  goodProbe: number;
}

export const postman: TestedService = {
  id: 'postman-v1',
  path: '/postman/v1',
  routes: {
    list: 'postman.list',
    create: 'postman.create',
    probe: 'postman.probe',
    delete: 'postman.delete',
  },
  contacts: ['team@agency.gov.sg'],
  expiration: null,
  liveKeys({ postman: { users, keys } }, email) {
    const user = users.find((one) => one.email === email);
    return keys
      .filter(({ userId, deletedAt }) => userId === user?.id && deletedAt === null)
      .map(({ id, label, lastFive }) => ({ id: String(id), label, lastFive }));
  },
  async isTaken(sandbox, bearer) {
    const { status } = await sandbox.postman('GET', '/transactional/email?limit=0', { bearer });
    return status === 400;
  },
  goodProbe: 400,
};

export const dataGov: TestedService = {
  id: 'data-gov-style',
  path: '/data-gov',
  routes: {
    list: 'data-gov.list',
    create: 'data-gov.create',
    probe: 'data-gov.whoami',
    delete: 'data-gov.delete',
  },
  contacts: [],
  expiration: '90d',
  liveKeys({ dataGov: { users, keys } }, email) {
    const user = users.find((one) => one.email === email);
    return keys
      .filter(({ userId }) => userId === user?.id)
      .map(({ id, keyName, lastFive }) => ({ id, label: keyName, lastFive }));
  },
  async isTaken(sandbox, secret) {
    const headers = { 'x-dgs-admin-api-key': secret };
    return (await sandbox.dataGov('GET', '/auth/whoami', { headers })).status === 200;
  },
  goodProbe: 200,
};
