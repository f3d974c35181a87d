/** The words of Electron's accelerators, without those that only some keyboards have. */
const modifiers = new Set(
  'command cmd control ctrl commandorcontrol cmdorctrl alt option shift super meta'.split(' '),
);
const namedKeys = new Set(
  'plus space tab backspace delete insert return enter up down left right home end pageup pagedown escape esc'.split(
    ' ',
  ),
);
/** What every program uses. Taken from all of them, the user could copy and paste no more. */
const everybodys = new Set(['a', 'c', 'v', 'x', 'z']);

/**
 * Whether a text names a key combination that may be taken from all other programs: one key with a
 * modifier, which is not Shift alone, since that only writes capital letters.
 */
export function isAccelerator(text: string): boolean {
  const words = text.toLowerCase().split('+');
  const key = words.pop() ?? '';
  if (new Set(words).size !== words.length || !words.every((word) => modifiers.has(word))) {
    return false;
  }
  const isKey = /^(?:[!-~]|f(?:[1-9]|1\d|2[0-4]))$/.test(key) || namedKeys.has(key);
  const strong = words.filter((word) => word !== 'shift');
  const isFree = words.length > 1 || !everybodys.has(key) || !isCommand(strong[0]);
  return isKey && strong.length > 0 && isFree;
}

function isCommand(word: string | undefined): boolean {
  return word !== undefined && !['alt', 'option', 'super', 'meta'].includes(word);
}
