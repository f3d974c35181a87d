const page =
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?::(?<port>\d{1,5}))?(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?$/i;
const longest = 2000;

/**
 * Whether a page may be opened in the user's browser: https, a whole host name, nobody's user name in
 * front of it. It is kept as it was written, since a page is opened and never put together.
 */
export function isPageAddress(text: string): boolean {
  const parts = text.length > longest ? null : page.exec(text);
  return parts !== null && Number(parts.groups?.['port'] ?? 443) <= 65_535;
}
