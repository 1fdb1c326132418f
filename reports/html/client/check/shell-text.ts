/** A text for a shell: pieces as they are, and variables whose values stand in their place. */
export type Piece = string | { readonly variable: string }

// What a double-quoted word holds without meaning anything to a shell.
const plain = /^[\w ./:=&%?+,;@~#*()[\]{}<>|'^-]*$/

// Pasted into a terminal, these would act on it, or not be seen.
const acting = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u

/** One word that bash and zsh read back unchanged, variables replaced by their values and never split. */
export function shellText(pieces: readonly Piece[]): string {
  if (!pieces.some((piece) => typeof piece !== 'string')) return literal(pieces.join(''))
  if (pieces.every((piece) => typeof piece !== 'string' || plain.test(piece))) return `"${pieces.map(inside).join('')}"`
  return pieces.map((piece) => (typeof piece === 'string' ? literal(piece) : `"$${piece.variable}"`)).join('')
}

function inside(piece: Piece, index: number, all: readonly Piece[]): string {
  if (typeof piece === 'string') return piece
  const next = all[index + 1]
  // What follows would be part of the name, or in zsh a subscript or a modifier.
  return next === undefined || (typeof next === 'string' && /^[ &]/.test(next))
    ? `$${piece.variable}`
    : `\${${piece.variable}}`
}

function literal(text: string): string {
  if (/^[\w@%+:,./-]+$/.test(text)) return text
  if (!acting.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`
  return `$'${[...text].map(escaped).join('')}'`
}

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`
  if (!acting.test(character)) return character
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}
