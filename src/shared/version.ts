/** What a release may be called. One that is made with another runtime bears a word behind it. */
const version = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})(-[a-z0-9.-]{1,40})?$/;

/** Whether one release follows another. What bears a word behind it comes before the release of that number. */
export function isNewerVersion(one: string, other: string): boolean {
  const [left, right] = [partsOf(one), partsOf(other)];
  if (left === null || right === null) return false;
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && (left[at] ?? 0) > (right[at] ?? 0);
}

function partsOf(text: string): number[] | null {
  const parts = version.exec(text);
  if (parts === null) return null;
  const [, major, minor, patch, word] = parts;
  return [Number(major), Number(minor), Number(patch), word === undefined ? 1 : 0];
}
