import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What came with a request, as far as it could be read. */
export type Body =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | { kind: 'form'; value: Record<string, string> }
  /** It said that it was JSON, and was not. */
  | { kind: 'broken' }
  | { kind: 'too-large' };

export interface Request {
  method: string;
  /** Without a slash at its end. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Body;
}

const mostBytes = 1024 * 1024;

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  // Not by the URL class: it would take `//name/path` for an address of another host.
  const [path = '/', ...query] = url.split('?');
  return {
    method: method === 'HEAD' ? 'GET' : method,
    path: path.length > 1 ? path.replace(/\/$/, '') : path,
    query: new URLSearchParams(query.join('?')),
    headers,
    body: parse(await readBody(incoming), headers['content-type'] ?? ''),
  };
}

/** The fields of a body; of one that is not JSON, none. */
export function fieldsOf({ body }: Request): unknown {
  return body.kind === 'json' ? body.value : {};
}

/** Null when there is more than a service would take. */
function readBody(incoming: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) {
        // What still comes is read and dropped, so that the answer can reach who is still sending.
        chunks.length = 0;
        resolve(null);
      } else {
        chunks.push(chunk);
      }
    });
    incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('The request ended half-way.')));
  });
}

function parse(content: string | null, contentType: string): Body {
  if (content === null) return { kind: 'too-large' };
  if (content === '') return { kind: 'none' };
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    return { kind: 'form', value: Object.fromEntries(new URLSearchParams(content)) };
  }
  // As usual with web frameworks, what does not call itself JSON is as if it had not been sent.
  if (type !== 'application/json') return { kind: 'none' };
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null
      ? { kind: 'json', value }
      : { kind: 'broken' };
  } catch {
    return { kind: 'broken' };
  }
}
