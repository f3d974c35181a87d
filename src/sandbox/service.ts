import type { RouteName } from './faults.ts';
import type { Reply } from './reply.ts';
import type { Request } from './request.ts';
import type { World } from './world.ts';

/** One request, with the world as a draft: what is changed in it is saved before the answer goes. */
export interface Call {
  request: Request;
  world: World;
  now: Date;
  /** What stood in the path where the route has `:id`. */
  id: string;
}

export interface Route {
  /** Null for what no fault can strike: the sandbox's own pages. */
  name: RouteName | null;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  answer: (call: Call) => Reply;
}

/** One of the things under the sandbox's address, with its own manner of saying no. */
export interface Service {
  prefix: string;
  routes: readonly Route[];
  notFound: (request: Request) => Reply;
  malformed: () => Reply;
  tooLarge: () => Reply;
  failed: () => Reply;
  quotaFull: (route: RouteName, now: Date) => Reply;
  endSession: (call: Call) => void;
}

export function findRoute(
  { prefix, routes }: Service,
  { method, path }: Request,
): { route: Route; id: string } | null {
  const asked = path.slice(prefix.length).split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    const fits =
      route.method === method &&
      wanted.length === asked.length &&
      wanted.every((part, index) => (part === ':id' ? asked[index] !== '' : part === asked[index]));
    if (fits) return { route, id: decoded(asked[wanted.indexOf(':id')] ?? '') };
  }
  return null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
