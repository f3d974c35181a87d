import {
  createCipheriv,
  createDecipheriv,
  createDiffieHellman,
  createHmac,
  randomBytes,
} from 'node:crypto';

/**
 * How secrets are sealed on their way over the bus, so that nobody who listens there sees them: the
 * Secret Service calls it `dh-ietf1024-sha256-aes128-cbc-pkcs7`.
 */
export const sealing = 'dh-ietf1024-sha256-aes128-cbc-pkcs7';

export interface SecretCipher {
  seal(plain: string): { parameters: Buffer; value: Buffer };
  open(parameters: Buffer, value: Buffer): string;
}

/** For a service that knows no sealing. The bus belongs to this user, and other users hear nothing of it. */
export const plainCipher: SecretCipher = {
  seal: (plain) => ({ parameters: Buffer.alloc(0), value: Buffer.from(plain) }),
  open: (_parameters, value) => value.toString('utf8'),
};

/** Our half of agreeing on a key; what comes back makes the cipher of the service's half. */
export function offerCipher(): { publicKey: Buffer; agree: (theirs: Buffer) => SecretCipher } {
  const ours = createDiffieHellman(prime, 2);
  return {
    publicKey: ours.generateKeys(),
    agree: (theirs) => cipherOf(keyOf(ours.computeSecret(theirs))),
  };
}

function cipherOf(key: Buffer): SecretCipher {
  return {
    seal(plain) {
      const parameters = randomBytes(16);
      const cipher = createCipheriv('aes-128-cbc', key, parameters);
      return { parameters, value: Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]) };
    },
    open(parameters, value) {
      const cipher = createDecipheriv('aes-128-cbc', key, parameters);
      return Buffer.concat([cipher.update(value), cipher.final()]).toString('utf8');
    },
  };
}

/** HKDF with SHA-256, without salt and information; of one block we take 16 bytes. */
function keyOf(shared: Buffer): Buffer {
  // As long as the prime, whatever it begins with.
  const padded = Buffer.concat([Buffer.alloc(prime.length - shared.length), shared]);
  const extracted = createHmac('sha256', Buffer.alloc(digestLength)).update(padded).digest();
  return createHmac('sha256', extracted).update(Buffer.of(1)).digest().subarray(0, 16);
}

const digestLength = 32;

/** The Second Oakley Group of RFC 2409. */
const prime = Buffer.from(
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74' +
    '020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437' +
    '4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed' +
    'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff',
  'hex',
);
