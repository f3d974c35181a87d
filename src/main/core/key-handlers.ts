import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import type { KeyParts } from './key-parts.ts';

type KeyCall = Extract<
  CallName,
  | 'generateKey'
  | 'listExpirations'
  | 'readClipboard'
  | 'readKeyFile'
  | 'chooseKeyFile'
  | 'keepKeys'
  | 'dropIntake'
  | 'saveUnsaved'
  | 'discardUnsaved'
  | 'editKey'
  | 'changeContacts'
  | 'readHistory'
  | 'forgetKeys'
  | 'takeBackKey'
  | 'retireKey'
  | 'markRetired'
>;

/** What each Call about keys does. */
export function createKeyHandlers(parts: KeyParts): Pick<Handlers, KeyCall> {
  const { intakes, keepKeys, newKeys, keyEdits, forgetting, retiring, rotationBook } = parts;
  return {
    generateKey: async (wish) => ({ keyId: await newKeys.generate(wish) }),
    listExpirations: async ({ accountId }) => ({ options: await newKeys.expirations(accountId) }),
    readClipboard: () => intakes.readClipboard(),
    readKeyFile: ({ path }) => intakes.readFile(path),
    chooseKeyFile: () => intakes.chooseFile(),
    keepKeys: ({ intakeId, picks }) => keepKeys(intakeId, picks),
    dropIntake({ intakeId }) {
      intakes.drop(intakeId);
      return null;
    },
    async saveUnsaved({ keyId }) {
      await newKeys.save(keyId);
      return null;
    },
    async discardUnsaved({ keyId }) {
      rotationBook.expectNone([keyId]);
      await newKeys.discard(keyId);
      return null;
    },
    editKey(wish) {
      keyEdits.edit(wish);
      return null;
    },
    async changeContacts(wish) {
      await keyEdits.changeContacts(wish);
      return null;
    },
    readHistory: ({ keyId }) => ({ events: keyEdits.history(keyId) }),
    async forgetKeys({ keyIds }) {
      rotationBook.expectNone(keyIds);
      await forgetting.forget(keyIds);
      return null;
    },
    async takeBackKey({ keyId }) {
      await forgetting.takeBack(keyId);
      return null;
    },
    async retireKey(wish) {
      rotationBook.expectNone([wish.keyId]);
      await retiring.retire(wish);
      return null;
    },
    async markRetired(wish) {
      rotationBook.expectNone([wish.keyId]);
      await retiring.markRetired(wish);
      return null;
    },
  };
}
