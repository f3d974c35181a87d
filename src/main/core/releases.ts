/** Where is told which release is the newest, and the page from which a person can get it. */
export interface Releases {
  /** The base address of a server; https, or http on this computer. */
  address: string;
  /** A small file of JSON there: `{ "version": "1.2.3" }`. */
  path: string;
  page: string;
}

/** The one place. There is no such address yet, so nothing is ever asked. See docs/releasing.md. */
export const releases: Releases | null = null;
