import { Secret } from '../../../src/main/core/secret.ts';
import { probeAnswer } from '../../../src/shared/probe.ts';
import { dataGovStyle } from '../../../src/shared/rule-cards/data-gov-style.ts';
import { dataGovFor, must, placeAt, postmanFor, quick } from './servers.ts';
import { email, wish } from './signed-in.ts';

const session = { secret: new Secret('s%3Aabc.def'), expiresAt: null };

const inHurry = { ...quick, mostBytes: 50_000 };

/** All that can be asked of a server, by name. */
export function operationsAt(
  address: string,
  limits = inHurry,
): Record<string, () => Promise<unknown>> {
  const postman = postmanFor({ limits });
  const dataGov = dataGovFor({ limits });
  const place = placeAt(address);
  const style = placeAt(address, dataGovStyle);
  const toMake = { label: 'x', contacts: [], expiration: '30d' };
  return {
    'postman otp': () => postman.requestOtp(place, email),
    'postman sign-in': () => postman.signIn(place, email, 'ABC123'),
    'postman sign-out': () => must(postman.signOut)(place, session),
    'postman list': () => postman.list(place, session),
    'postman create': () => postman.create(place, session, wish),
    'postman contacts': () => must(postman.changeContacts)(place, session, '1', wish.contacts),
    'postman revoke': () => postman.revoke(place, session, '1'),
    'data-gov otp': () => dataGov.requestOtp(style, email),
    'data-gov sign-in': () => dataGov.signIn(style, email, 'ABC123'),
    'data-gov list': () => dataGov.list(style, session),
    'data-gov expirations': () => must(dataGov.expirations)(style, session),
    'data-gov create': () => dataGov.create(style, session, toMake),
    'data-gov revoke': () => dataGov.revoke(style, session, '1'),
    probe: async () => probeAnswer.parse(await postman.probe(place, new Secret('a-key'))),
  };
}

export const names = Object.keys(operationsAt(''));
