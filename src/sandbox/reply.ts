/** An answer before it is sent. A list as a header's value means one line for each. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

type Headers = Reply['headers'];

export function json(status: number, value: unknown, headers: Headers = {}): Reply {
  return reply(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

export function text(status: number, body: string, headers: Headers = {}): Reply {
  return reply(status, 'text/plain; charset=utf-8', body, headers);
}

export function html(status: number, body: string, headers: Headers = {}): Reply {
  return reply(status, 'text/html; charset=utf-8', body, headers);
}

export function css(body: string): Reply {
  return reply(200, 'text/css; charset=utf-8', body, {});
}

/** After a form: the page is asked for anew, so that reloading it sends nothing twice. */
export function seeOther(path: string): Reply {
  return text(303, `See ${path}`, { location: path });
}

export function escapeHtml(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function reply(status: number, type: string, body: string, headers: Headers): Reply {
  return { status, headers: { 'content-type': type, ...headers }, body };
}
