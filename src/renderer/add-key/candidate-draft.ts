import type { AccountId } from '../../shared/account.ts';
import type { AccountState } from '../../shared/account-state.ts';
import type { Candidate, Pick } from '../../shared/intake.ts';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import {
  complaintAboutExpiry,
  expiresAtOf,
  expiryPresetsOf,
  firstExpiryChoice,
  type ExpiryChoice,
} from './expiry-choice.ts';
import { complaintAboutLabel } from './label.ts';

/** What the user has said of one key that was found. */
export interface CandidateDraft {
  number: number;
  isPicked: boolean;
  accountId: AccountId | null;
  /** The listed key that it is: then the service says its label and its end. */
  listedAs: KeyId | null;
  label: string;
  expiry: ExpiryChoice;
}

export type Known = globalThis.Pick<State, 'accounts' | 'keys' | 'services'>;

/** The best guess: a listed key that ends so, else the first account whose keys look so, else that where the user is. */
export function draftOf(
  candidate: Candidate,
  known: Known,
  now: Date,
  otherwise: AccountId | null = null,
): CandidateDraft {
  const listed = rowsThatMayBe(candidate, known.keys)[0];
  const fitting = candidate.fits
    .map((fit) => known.accounts.find(({ serviceId }) => serviceId === fit))
    .find((account) => account !== undefined);
  const draft: CandidateDraft = {
    number: candidate.number,
    isPicked: candidate.heldAs === null,
    accountId: null,
    listedAs: null,
    label: labelOf(candidate),
    expiry: { kind: 'date', date: '' },
  };
  const accountId = listed?.accountId ?? fitting?.id ?? otherwise;
  return accountId === null ? draft : { ...draft, ...placedAt(accountId, candidate, known, now) };
}

/** What follows from the account that was chosen. */
export function placedAt(
  accountId: AccountId,
  candidate: Candidate,
  known: Known,
  now: Date,
): globalThis.Pick<CandidateDraft, 'accountId' | 'listedAs' | 'expiry'> & { label?: string } {
  const card = cardOf(accountId, known);
  const listed = rowsThatMayBe(candidate, known.keys).find((row) => row.accountId === accountId);
  return {
    accountId,
    listedAs: listed?.id ?? null,
    expiry: card === null ? { kind: 'none' } : firstExpiryChoice(card.validity, now),
    ...(listed === undefined ? {} : { label: listed.label }),
  };
}

export interface CandidateComplaints {
  account: string | null;
  label: string | null;
  expiry: string | null;
}

/** Only of what is to be kept. */
export function complaintsAboutCandidate(draft: CandidateDraft, known: Known): CandidateComplaints {
  if (!draft.isPicked) return { account: null, label: null, expiry: null };
  const card = draft.accountId === null ? null : cardOf(draft.accountId, known);
  if (card === null) {
    return { account: 'Say which account it belongs to.', label: null, expiry: null };
  }
  if (draft.listedAs !== null) return { account: null, label: null, expiry: null };
  return {
    account: null,
    label: complaintAboutLabel(draft.label, card),
    expiry: complaintAboutExpiry(draft.expiry),
  };
}

export function isComplete(draft: CandidateDraft, known: Known): boolean {
  return Object.values(complaintsAboutCandidate(draft, known)).every((one) => one === null);
}

/** Null for one that is not to be kept, or not yet. */
export function pickOf(draft: CandidateDraft, known: Known, now: Date): Pick | null {
  const { number, accountId, listedAs, label, expiry } = draft;
  if (!draft.isPicked || accountId === null || !isComplete(draft, known)) return null;
  const listed = known.keys.find(({ id }) => id === listedAs);
  const card = cardOf(accountId, known);
  const presets = card === null ? [] : expiryPresetsOf(card.validity, now);
  return listed
    ? { number, accountId, listedAs, label: listed.label, expiresAt: listed.expiresAt }
    : {
        number,
        accountId,
        listedAs: null,
        label: label.trim(),
        expiresAt: expiresAtOf(expiry, presets),
      };
}

/** What a user should see before they keep it as a key of this account; the worst first. */
export function remarksOn(
  candidate: Candidate,
  account: AccountState | null,
  card: RuleCard | null,
  known: Known,
): string[] {
  const remarks: string[] = [];
  if (account !== null && card !== null) {
    if (isOfOtherEnvironment(candidate, account, card)) {
      remarks.push(
        `It is a ${candidate.kind} key, and “${account.name}” is at ${account.environmentName}. It will be refused there.`,
      );
    }
    if (card.keyPattern !== null && !candidate.fits.includes(card.id)) {
      const other = known.services.find(({ id }) => candidate.fits.includes(id));
      remarks.push(
        `It does not look like a key of ${card.name}${other ? `, but like one of ${other.name}` : ''}. Copy the whole key once more, or keep it if you are sure.`,
      );
    }
  }
  if (candidate.isPlusLost) {
    remarks.push(
      'A space stands in it where a + may have been: something on its way has changed it. Copy it once more at the service.',
    );
  }
  return remarks;
}

/** `Left out: spaces and quotes around it.` Null if it came as it is. */
export function tidiedWords({ tidied }: Candidate): string | null {
  const marks = tidied.filter((one) => one !== 'header-words');
  const parts = [
    ...(marks.length > 0 ? [`${marks.join(' and ')} around it`] : []),
    ...(tidied.includes('header-words') ? ['the words of a header, such as Bearer'] : []),
  ];
  return parts.length === 0 ? null : `Left out: ${parts.join('; ')}.`;
}

export function rowsThatMayBe(candidate: Candidate, keys: readonly KeyRow[]): KeyRow[] {
  return candidate.mayBe
    .map((id) => keys.find((row) => row.id === id))
    .filter((row) => row !== undefined);
}

export function cardOf(accountId: AccountId, { accounts, services }: Known): RuleCard | null {
  const account = accounts.find(({ id }) => id === accountId);
  return services.find(({ id }) => id === account?.serviceId) ?? null;
}

/** The names of kinds and of environments are the same words where they mean the same. */
function isOfOtherEnvironment({ kind }: Candidate, account: AccountState, card: RuleCard): boolean {
  const { environmentName } = account;
  if (kind === null || environmentName === null || kind === environmentName) return false;
  return card.environments.some(({ name }) => name === kind);
}

/** `POSTMAN_API_KEY` is a better name than none. */
function labelOf({ name, lastFive }: Candidate): string {
  return (name ?? `key ${lastFive}`).slice(0, 255);
}
