/** One spelling of a secret that is not undone by unescaping: as it stands, in base64, in hexadecimal. */
export interface Spelling {
  encoding: 'raw' | 'base64' | 'hex'
  text: string
  /** Base64 only: the character before (after) the text holds some bits of the secret and of its neighbour. */
  sharesBefore: boolean
  sharesAfter: boolean
}

/**
 * Every spelling of a value under which it must be searched; character escapes (percent, JSON, HTML) are undone in the
 * text instead.
 */
export function spellings(value: string, canonical: string): Spelling[] {
  const found = new Map<string, Spelling>()
  const keep = (spelling: Spelling): void => {
    if (!found.has(spelling.text)) found.set(spelling.text, spelling)
  }
  for (const text of [value, canonical, plusForSpace(value), plusForSpace(canonical)]) {
    for (const part of [text, ...withoutSwallowed(text)]) keep(whole('raw', part))
  }
  for (const bytes of byteForms(value)) {
    for (const spelling of base64Spellings(bytes)) keep(spelling)
    const hex = bytes.toString('hex')
    keep(whole('hex', hex))
    keep(whole('hex', hex.toUpperCase()))
  }
  return [...found.values()]
}

const SWALLOWED = 5
const LONG_ENOUGH_TO_CUT = 16

// A stray % or \ right before a secret is read as an escape and takes up to five of its characters with it (\uXXXX);
// a secret that ends like the beginning of an escape loses its end to the text after it in the same way.
function withoutSwallowed(text: string): string[] {
  if (text.length < LONG_ENOUGH_TO_CUT) return []
  const cut = [text.slice(SWALLOWED)]
  if (/[%\\&]/.test(text.slice(-SWALLOWED))) cut.push(text.slice(0, -SWALLOWED), text.slice(SWALLOWED, -SWALLOWED))
  return cut
}

function whole(encoding: Spelling['encoding'], text: string): Spelling {
  return { encoding, text, sharesBefore: false, sharesAfter: false }
}

function plusForSpace(value: string): string {
  return value.replaceAll(' ', '+')
}

// What people put into base64: the value itself, a form-encoded half of Basic credentials, a JSON string of a JWT payload.
function byteForms(value: string): Buffer[] {
  const json = JSON.stringify(value).slice(1, -1)
  const texts = new Set([value, formEncoded(value), percentEncoded(value), json, json.replaceAll('/', '\\/')])
  texts.add(json.replaceAll(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`))
  const forms = [...texts].map((text) => Buffer.from(text, 'utf8'))
  if (/^[\0-ÿ]*[\u0080-ÿ][\0-ÿ]*$/.test(value)) forms.push(Buffer.from(value, 'latin1'))
  return forms
}

// A lone surrogate has no UTF-8 form and makes encodeURIComponent throw.
function percentEncoded(value: string): string {
  return encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8'))
}

function formEncoded(value: string): string {
  return new URLSearchParams([['', value]]).toString().slice(1)
}

/**
 * The characters of base64 that depend on these bytes alone, for each of the three places they can take in a longer
 * text.
 */
function base64Spellings(bytes: Buffer): Spelling[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const bits = 8 * (offset + bytes.length)
    const text = encoded.slice(Math.ceil((8 * offset) / 6), Math.floor(bits / 6))
    const edges = { encoding: 'base64' as const, sharesBefore: offset > 0, sharesAfter: bits % 6 !== 0 }
    return [
      { ...edges, text },
      { ...edges, text: text.replaceAll('+', '-').replaceAll('/', '_') },
    ]
  })
}
