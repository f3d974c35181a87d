/** A cookie as it is sent back, with its end if the service told one. */
export interface Cookie {
  value: string;
  expiresAt: string | null;
}

/**
 * The one cookie that is looked for, read by hand: a library may refuse `Domain=localhost`, and a jar
 * would send it along where it must not be. Its value is not decoded, so it goes back as it came.
 */
export function cookieOf(lines: readonly string[], name: string, now: Date): Cookie | null {
  for (const line of lines.toReversed()) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const value = pair.startsWith(`${name}=`) ? pair.slice(name.length + 1) : '';
    // Empty is how one is taken back. What no header can carry is none of ours.
    if (/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(value)) {
      return { value, expiresAt: endOf(attributes, now) };
    }
  }
  return null;
}

/** The last year that ISO 8601 writes with four digits. */
const farthest = Date.UTC(9999, 11, 31);

/** `Max-Age` counts for more than `Expires`, as in a browser. */
function endOf(attributes: readonly string[], now: Date): string | null {
  const named = new Map(
    attributes.map((attribute) => {
      const [key = '', ...rest] = attribute.split('=');
      return [key.toLowerCase(), rest.join('=')];
    }),
  );
  const age = named.get('max-age');
  const end =
    age !== undefined && /^\d{1,10}$/.test(age)
      ? new Date(now.getTime() + Number(age) * 1000)
      : new Date(named.get('expires') ?? '');
  return Number.isNaN(end.getTime()) || end.getTime() > farthest ? null : end.toISOString();
}
