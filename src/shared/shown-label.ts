/** What is not seen, but for the plain blank: controls, marks of direction, fillers, other blanks. */
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
/** Emoji and some scripts are written with these; anywhere else they only make two labels look alike. */
const joiner = /\u200C|\u200D|\uFE0E|\uFE0F/u;
const takesJoiner = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}]$/u;
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const [isolate, endIsolate] = ['\u2068', '\u2069'];

/**
 * A label as it is shown. Services take any text for one, so that two may look alike, or one turn round
 * the words beside it: what is not seen gets a mark that is, and what runs from the right stands alone.
 */
export function shownLabel(label: string): string {
  if (label === '') return '(no label)';
  const { length } = label;
  if (/^ +$/.test(label)) {
    return `(blank label, ${length === 1 ? '1 character' : `${length} characters`})`;
  }
  const marked = label
    .replaceAll(unseen, (character, at: number) => {
      const isWritten = joiner.test(character) && takesJoiner.test(label.slice(0, at));
      return isWritten ? character : markOf(character);
    })
    .replaceAll(/^ | $|(?<= ) /g, '␣');
  return rightToLeft.test(marked) ? `${isolate}${marked}${endIsolate}` : marked;
}

function markOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `⟨U+${code.padStart(4, '0')}⟩`;
}
