import type { Account } from '../../shared/account.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { Secret } from './secret.ts';

/** Where a connector is to act: an account's address with the rules that hold there. */
export interface Place {
  address: string;
  card: RuleCard;
  parameters: Account['parameters'];
}

export interface Session {
  /** The value of the cookie or the bearer token, as the service gave it. */
  secret: Secret;
  /** As the service said; null if it did not. */
  expiresAt: string | null;
}

/** A key as the service tells of it. */
export interface RemoteKey {
  id: string;
  label: string;
  lastFive: string;
  createdAt: string | null;
  expiresAt: string | null;
  /** Null where the service has none, or none for this key. */
  contacts: string[] | null;
  lastUsedAt: string | null;
}

/** What a new key is to be. */
export interface KeyWish {
  label: string;
  /** Empty where the rule card knows no contacts. */
  contacts: string[];
  /** The id of one of the `expirations`; null where the rule card has no options. */
  expiration: string | null;
}

export interface Expiration {
  id: string;
  label: string;
}

/**
 * Every method throws a FailureError, and nothing else, when the world does not play along. None repeats
 * anything by itself.
 */
export type Connector = GuidedConnector | ApiConnector;

/** For a service whose keys the user manages in its own pages. */
export interface GuidedConnector {
  how: 'guided';
  probe: Probe;
}

/** For a service that lets us manage its keys. Null is what it has no way to do. */
export interface ApiConnector {
  how: 'api';
  probe: Probe;
  requestOtp(place: Place, email: string): Promise<{ resendAfterSeconds: number }>;
  /** The code is trimmed and upper-cased here, so that it may come as it was pasted. */
  signIn(place: Place, email: string, otp: string): Promise<Session>;
  /** Null: a session cannot be ended at the service, only forgotten here. */
  signOut: ((place: Place, session: Session) => Promise<void>) | null;
  /** Newest first, with expired keys. */
  list(place: Place, session: Session): Promise<RemoteKey[]>;
  /** After `outcome-unknown` look at the list; never call it again blindly. */
  create(
    place: Place,
    session: Session,
    wish: KeyWish,
  ): Promise<{ key: RemoteKey; secret: Secret }>;
  /** Null: keys have no contacts, or they stay as they are. */
  changeContacts:
    ((place: Place, session: Session, id: string, contacts: string[]) => Promise<RemoteKey>) | null;
  /** Cannot be undone. */
  revoke(place: Place, session: Session, id: string): Promise<'revoked' | 'already-gone'>;
  /** Null: there is nothing to choose. */
  expirations: ((place: Place, session: Session) => Promise<Expiration[]>) | null;
}

/** Does not throw a FailureError: what went wrong is an answer too, one that says nothing of the key. */
type Probe = (place: Place, key: Secret) => Promise<ProbeAnswer>;

/** The connector for a rule card. */
export type ConnectorOf = (card: RuleCard) => Connector;

/** Which proxy the system wants for a URL, in the words of Electron's `resolveProxy`. */
export type ProxyFor = (url: string) => Promise<string>;

/** Hears the clock of a service with each of its answers, exact to a second or so. It must not throw. */
export type OnServerTime = (heard: { address: string; serverTime: Date }) => void;
