/** Headers that say how a request travels, or who is asking. A key in one of them breaks it, or is lost. */
const taken = [
  'connection',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
];

/** Whether a header may carry a key. */
export function isKeyHeader(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,63}$/i.test(name) && !taken.includes(name.toLowerCase());
}

/** What stands in the header: `{key}` somewhere in it, in characters that a header can carry. */
export function isKeyTemplate(text: string): boolean {
  return text.length <= 100 && /^[\x20-\x7e]*\{key\}[\x20-\x7e]*$/.test(text);
}
