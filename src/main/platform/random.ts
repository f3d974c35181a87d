import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';

export const systemRandom: Random = {
  secret: () => new Secret(randomBytes(32).toString('base64url')),
  id: () => randomUUID(),
};
