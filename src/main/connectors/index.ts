import type { ConnectorOf } from '../core/connector.ts';
import { createDataGov } from './data-gov.ts';
import { createGuided } from './guided.ts';
import type { HttpOptions } from './http.ts';
import { createLateHttp } from './late-http.ts';
import { createPostmanV1 } from './postman-v1.ts';

/** The list of connectors. */
export function createConnectors(options: HttpOptions): ConnectorOf {
  const http = createLateHttp(options);
  const guided = createGuided(http);
  const api = { 'postman-v1': createPostmanV1(http), 'data-gov-style': createDataGov(http) };
  return ({ management }) => (management.how === 'api' ? api[management.connector] : guided);
}
