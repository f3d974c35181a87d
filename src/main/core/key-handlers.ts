import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from './answer.ts';
import { FailureError } from './failure-error.ts';
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
  | 'revealUnsaved'
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
export function createKeyHandlers(_parts: KeyParts): Pick<Handlers, KeyCall> {
  return {
    generateKey: notYet,
    listExpirations: notYet,
    readClipboard: notYet,
    readKeyFile: notYet,
    chooseKeyFile: notYet,
    keepKeys: notYet,
    dropIntake: notYet,
    saveUnsaved: notYet,
    revealUnsaved: notYet,
    discardUnsaved: notYet,
    editKey: notYet,
    changeContacts: notYet,
    readHistory: notYet,
    forgetKeys: notYet,
    takeBackKey: notYet,
    retireKey: notYet,
    markRetired: notYet,
  };
}

function notYet(): never {
  throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
