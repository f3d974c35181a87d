/** The words of Electron's accelerators, without those that only some keyboards have. */
const modifiers = new Set(
  'command cmd control ctrl commandorcontrol cmdorctrl alt option shift super meta'.split(' '),
);
const namedKeys = new Set(
  'plus space tab backspace delete insert return enter up down left right home end pageup pagedown escape esc'.split(
    ' ',
  ),
);
/** The names of one key. `CommandOrControl` is one of these two, depending on the system. */
const sameKeys = [
  ['control', 'ctrl', 'commandorcontrol', 'cmdorctrl'],
  ['command', 'cmd', 'commandorcontrol', 'cmdorctrl'],
  ['alt', 'option'],
  ['super', 'meta'],
];
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
  if (sameKeys.some((names) => words.filter((word) => names.includes(word)).length > 1))
    return false;
  const isKey = /^(?:[!-~]|f(?:[1-9]|1\d|2[0-4]))$/.test(key) || namedKeys.has(key);
  const strong = words.filter((word) => word !== 'shift');
  // Where a keyboard has no Command, Electron may take Command+Control for Control alone.
  const isFree = !everybodys.has(key) || !words.every(isCommand);
  return isKey && strong.length > 0 && isFree;
}

function isCommand(word: string): boolean {
  return !['alt', 'option', 'super', 'meta', 'shift'].includes(word);
}
