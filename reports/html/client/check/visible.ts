// Controls, bidi controls, joiners, tags, halves of surrogate pairs, private use, what has no shape, and spaces that are not the plain one: a
// text that holds them reads otherwise than it is.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu

/** Foreign text with every invisible character shown as its number, `⟨U+202E⟩`; line ends and tabs stay. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(unseen, (character) => (/[\n\t]/.test(character) ? character : numbered(character)))
}

/** As `visible`, on one line. */
export function visibleLine(text: string): string {
  return text.replaceAll(unseen, numbered)
}

function numbered(character: string): string {
  const number = character.codePointAt(0) ?? 0
  return `⟨U+${number.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
