import { readFileSync } from 'node:fs';
import { Secret } from '../../src/main/core/secret.ts';
import { systemKeychain } from '../../src/main/platform/keychain.ts';

// Puts what comes on its input into the keyring of the session it is started in, under the given name.
const [name] = process.argv.slice(2);
if (name === undefined) throw new Error('A name is missing.');
await systemKeychain.write(name, new Secret(readFileSync(0, 'utf8')));
