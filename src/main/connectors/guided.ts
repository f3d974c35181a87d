import type { GuidedConnector } from '../core/connector.ts';
import type { Http } from './http.ts';
import { createProbe } from './probe-key.ts';

/** For every service whose keys are made and ended in its own pages: all that it is stands on the rule card. */
export function createGuided(http: Http): GuidedConnector {
  return { how: 'guided', probe: createProbe(http) };
}
