const DOUBLE = new Set(['shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'])
const AS_UTF_8 = new Set(['utf-8', 'utf-16le', 'utf-16be', 'iso-2022-jp', 'replacement', 'x-user-defined'])

/** The encoding a label stands for (Encoding section 4.2), undefined for UTF-8 and everything that forms send as UTF-8. */
export function encodingOf(label: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(label.trim().replace(/^["']|["']$/g, ''))
    return AS_UTF_8.has(encoding) ? undefined : encoding
  } catch {
    return undefined
  }
}

const tables = new Map<string, Map<string, number[]>>()

/** Which bytes stand for a character: the platform only knows the other direction. */
function table(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const made = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  const note = (bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && text !== '\uFFFD' && !made.has(text)) made.set(text, bytes)
  }
  for (let lead = 0; lead <= 0xff; lead++) note([lead])
  if (DOUBLE.has(encoding)) {
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) note([lead, trail])
  }
  tables.set(encoding, made)
  return made
}

const PLAIN = /[A-Za-z0-9*\-._]/

const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

/** The characters of a text; one that the encoding lacks becomes a character reference, as forms do it and pages understand it. */
const characters = (text: string, bytes: Map<string, number[]>): string[] =>
  [...text].flatMap((char) => (bytes.has(char) ? [char] : [...`&#${char.codePointAt(0)};`]))

/** A page in an encoding of {@link encodingOf}. */
export function encodedPage(html: string, encoding: string): Buffer {
  const bytes = table(encoding)
  return Buffer.from(characters(html, bytes).flatMap((char) => bytes.get(char) ?? []))
}

function escaped(text: string, bytes: Map<string, number[]>): string {
  return characters(text, bytes)
    .map((char) => {
      if (char === ' ') return '+'
      return PLAIN.test(char) ? char : (bytes.get(char) ?? []).map(percent).join('')
    })
    .join('')
}

/**
 * A list of fields as application/x-www-form-urlencoded in an encoding, UTF-8 when undefined (URL section 5.2); a character
 * the encoding lacks becomes a character reference.
 */
export function urlencoded(list: [string, string][], encoding: string | undefined): string {
  if (encoding === undefined) return new URLSearchParams(list).toString()
  const bytes = table(encoding)
  const value = (name: string, text: string): string =>
    name.toLowerCase() === '_charset_' && text === 'UTF-8' ? encoding : text
  return list.map(([name, text]) => `${escaped(name, bytes)}=${escaped(value(name, text), bytes)}`).join('&')
}
