/** A secret in one of the ways software writes it. */
interface Needle {
  readonly text: string
  readonly secret: string
  readonly way: string
}

const prefix = 8

/** Looks for many secrets in many encodings at once. Shares no code with the redactor. */
export class Search {
  readonly #needles = new Map<string, Needle[]>()

  constructor(secrets: Iterable<string>) {
    for (const secret of new Set(secrets)) {
      if (secret.length < prefix) throw new Error(`expected secrets of ${prefix} characters at least, got ${secret}`)
      for (const [way, text] of Object.entries(writtenForms(secret))) this.#add({ text, secret, way })
    }
  }

  /** Every secret found in the text: which, and in which encoding. */
  findIn(text: string): string[] {
    const found = new Set<string>()
    for (let at = 0; at + prefix <= text.length; at += 1) {
      for (const needle of this.#needles.get(text.slice(at, at + prefix)) ?? []) {
        if (text.startsWith(needle.text, at)) found.add(`${needle.secret} (${needle.way})`)
      }
    }
    return [...found]
  }

  #add(needle: Needle): void {
    const start = needle.text.slice(0, prefix)
    const alike = this.#needles.get(start)
    if (alike === undefined) this.#needles.set(start, [needle])
    else alike.push(needle)
  }
}

/** The ways a secret can be written, by name. */
export function writtenForms(secret: string): Record<string, string> {
  const form = new URLSearchParams([['', secret]]).toString().slice(1)
  const json = JSON.stringify(secret).slice(1, -1)
  return {
    raw: secret,
    percent: encodeURIComponent(secret),
    'percent in lower case': lowerPercent(encodeURIComponent(secret)),
    form,
    'form in lower case': lowerPercent(form),
    'form of form': encodeURIComponent(form),
    json,
    'json in json': JSON.stringify(json).slice(1, -1),
    'json in ASCII': json.replaceAll(
      /[\u0080-\uFFFF]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'base64 in HTTP Basic, from form': aligned(form, 0),
    ...Object.fromEntries(
      [0, 1, 2].flatMap((offset) => [
        [`base64 at ${offset}`, aligned(secret, offset)],
        [`base64 of form at ${offset}`, aligned(form, offset)],
        [`base64url at ${offset}`, aligned(secret, offset).replaceAll('+', '-').replaceAll('/', '_')],
      ]),
    ),
  }
}

/** The part of a base64 text that only the secret decides, when so many bytes stand before it. */
function aligned(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
  const whole = bytes.toString('base64').replaceAll('=', '')
  return whole.slice(Math.ceil((offset * 4) / 3), Math.floor((bytes.length * 4) / 3))
}

function lowerPercent(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())
}
