import type { Keychain } from '../core/ports.ts';
import { createLibraryKeychain } from './library-keychain.ts';
import { createSecretService } from './secret-service.ts';
import { systemSessionBus } from './session-bus.ts';

/** Under this name the keychain program of the platform groups what we keep. */
const service = 'Keyturn';

/** The operating system's keychain: Secret Service, macOS Keychain or Windows Credential Manager. */
export const systemKeychain: Keychain =
  process.platform === 'linux'
    ? createSecretService(systemSessionBus, service)
    : createLibraryKeychain(service);
