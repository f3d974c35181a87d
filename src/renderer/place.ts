import { create } from 'zustand';
import type { AccountId } from '../shared/account.ts';
import type { KeyId } from '../shared/key.ts';
import type { RotationId } from '../shared/rotation.ts';

/** The ready-made looks at all keys. */
export type Shelf = 'all' | 'due' | 'expired' | 'not-held' | 'retired';

/** What the main area shows. */
export type Place =
  | { kind: 'keys'; shelf: Shelf }
  | { kind: 'account'; id: AccountId }
  /** All rotations, and how far each is. */
  | { kind: 'rotations' }
  | { kind: 'settings'; part?: 'about' }
  | { kind: 'keychain' }
  | { kind: 'welcome' };

interface Standpoint {
  place: Place;
  /** The key whose panel is open, if it is there. */
  openId: KeyId | null;
  /** The rotation whose assistant is open in the place of a key's panel. */
  openRotationId: RotationId | null;
  /** Whether the panel was asked for, and not only follows the list. */
  isPanelWanted: boolean;
  /** Whether the field that searches the list was asked for and has not got the focus yet. */
  isSearchWanted: boolean;
  /** Whether the list is to have the focus that a lock has taken from it. */
  isListWanted: boolean;
}

const useStandpoint = create<Standpoint>(() => ({
  place: { kind: 'keys', shelf: 'all' },
  openId: null,
  openRotationId: null,
  isPanelWanted: false,
  isSearchWanted: false,
  isListWanted: false,
}));

export type KeptStandpoint = Pick<
  Standpoint,
  'place' | 'openId' | 'openRotationId' | 'isPanelWanted'
>;

/** What is to be found again after a lock. */
export function keepStandpoint(): KeptStandpoint {
  const { place, openId, openRotationId, isPanelWanted } = useStandpoint.getState();
  return { place, openId, openRotationId, isPanelWanted };
}

export function takeStandpoint(kept: KeptStandpoint): void {
  const { place, openId, openRotationId, isPanelWanted } = kept;
  const isInPanel = isPanelWanted && (openId !== null || openRotationId !== null);
  useStandpoint.setState({ ...kept, isListWanted: withList(place) === place && !isInPanel });
}

export function onStandpoint(listener: () => void): void {
  useStandpoint.subscribe(listener);
}

export function usePlace(): Place {
  return useStandpoint(({ place }) => place);
}

export function useOpenKey(): KeyId | null {
  return useStandpoint(({ openId }) => openId);
}

export function useOpenRotation(): RotationId | null {
  return useStandpoint(({ openRotationId }) => openRotationId);
}

export function useIsPanelWanted(): boolean {
  return useStandpoint(({ isPanelWanted }) => isPanelWanted);
}

export function useIsSearchWanted(): boolean {
  return useStandpoint(({ isSearchWanted }) => isSearchWanted);
}

/** Goes to the field that searches the list, from wherever the user stands. */
export function showSearch(): void {
  useStandpoint.setState(({ place }) => ({ place: withList(place), isSearchWanted: true }));
}

export function useIsListWanted(): boolean {
  return useStandpoint(({ isListWanted }) => isListWanted);
}

export function noteListShown(): void {
  useStandpoint.setState({ isListWanted: false });
}

export function noteSearchShown(): void {
  useStandpoint.setState({ isSearchWanted: false });
}

export function showPlace(place: Place): void {
  useStandpoint.setState({ place, openId: null, openRotationId: null });
}

/** Opens the panel of a key, from wherever the user stands, and gives it the focus. */
export function openKey(openId: KeyId): void {
  useStandpoint.setState(({ place }) => ({
    openId,
    openRotationId: null,
    isPanelWanted: true,
    place: withList(place),
  }));
}

/** Opens the assistant of a rotation, from wherever the user stands, and gives it the focus. */
export function openRotation(openRotationId: RotationId): void {
  useStandpoint.setState(({ place }) => ({
    openId: null,
    openRotationId,
    isPanelWanted: true,
    place: withList(place),
  }));
}

/**
 * Shows a key that has just come in where the list has it, which takes the focus, and its panel beside.
 * Not in the middle of a rotation, which may be what it came in for.
 */
export function showInList(openId: KeyId, accountId: AccountId): void {
  const { place, openRotationId } = useStandpoint.getState();
  if (openRotationId !== null) return;
  const isThere = place.kind === 'account' && place.id === accountId;
  useStandpoint.setState({
    place: isThere ? place : { kind: 'keys', shelf: 'all' },
    openId,
    isPanelWanted: false,
    isListWanted: true,
  });
}

/** The same beside the list, where the focus stays. */
export function openKeyBeside(openId: KeyId): void {
  useStandpoint.setState({ openId, openRotationId: null, isPanelWanted: false });
}

/** Closes whatever stands beside the list. */
export function closeKey(): void {
  useStandpoint.setState({ openId: null, openRotationId: null });
}

function withList(place: Place): Place {
  return place.kind === 'keys' || place.kind === 'account' ? place : { kind: 'keys', shelf: 'all' };
}
