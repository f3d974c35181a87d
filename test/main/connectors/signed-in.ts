import { Secret } from '../../../src/main/core/secret.ts';
import type { HttpOptions } from '../../../src/main/connectors/http.ts';
import { dataGovStyle } from '../../../src/shared/rule-cards/data-gov-style.ts';
import { openTestSandbox } from '../../sandbox/sandbox-client.ts';
import { dataGovFor, placeAt, postmanFor } from './servers.ts';

export const email = 'officer@agency.gov.sg';
export const wish = { label: 'forms', contacts: ['team@agency.gov.sg'], expiration: null };
export const noSession = { secret: new Secret('s%3Anobody.x'), expiresAt: null };

/** The sandbox with an officer signed in at Postman through the connector. */
export async function openPostman(options: Partial<HttpOptions> = {}) {
  const sandbox = await openTestSandbox();
  const postman = postmanFor(options);
  const place = placeAt(`${sandbox.address}/postman/v1`);
  await postman.requestOtp(place, email);
  const session = await postman.signIn(place, email, await sandbox.lastOtp());
  return { ...sandbox, sandbox, postman, place, session };
}

/** The same at the Data.gov style. */
export async function openDataGov(options: Partial<HttpOptions> = {}) {
  const sandbox = await openTestSandbox();
  const dataGov = dataGovFor(options);
  const place = placeAt(`${sandbox.address}/data-gov`, dataGovStyle);
  await dataGov.requestOtp(place, email);
  const session = await dataGov.signIn(place, email, await sandbox.lastOtp());
  return { ...sandbox, sandbox, dataGov, place, session };
}
