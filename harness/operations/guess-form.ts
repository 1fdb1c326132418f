import { varyingParts } from '../measures/bits.ts'
import { randomText } from './pkce.ts'

/** Bits that a form has to hide before another site gives up: each guess is a visit of the user. */
const hidden = 28

interface Sent {
  readonly url: string
  readonly body?: string | null
}

/** A form that was sent, and the authorization request its walk began with. */
export interface FormOfWalk {
  readonly form: Sent
  readonly from: Sent
}

/** The form as another site has to guess it, which has seen one of an earlier walk: what nobody can know is random. */
export function guessForm(held: FormOfWalk, earlier: FormOfWalk): { url: string; body: string } {
  const guess: Guess = (value, other) => {
    const [now, before] = [unrepeated(value, held), unrepeated(other ?? '', earlier)]
    const secret = roomIn(varyingParts([now, before])[0] ?? '') >= hidden
    return secret ? randomText(value.length) : value
  }
  const [place, before] = [new URL(held.form.url), new URL(earlier.form.url)]
  const [parts, others] = [place.pathname.split('/'), before.pathname.split('/')]
  place.pathname = parts.map((part, index) => guess(part, others[index])).join('/')
  if (place.search !== '') place.search = guessedFields(place.search, before.search, guess)
  return { url: place.href, body: guessedFields(held.form.body ?? '', earlier.form.body ?? '', guess) }
}

type Guess = (value: string, other: string | undefined) => string

function guessedFields(fields: string, before: string, guess: Guess): string {
  const others = new URLSearchParams(before)
  const pairs = [...new URLSearchParams(fields)].map(([name, value]) => [name, guess(value, others.get(name) ?? '')])
  return new URLSearchParams(pairs).toString()
}

/** What a text does not merely repeat of the authorization request, which whoever forges has made. */
function unrepeated(text: string, { from }: FormOfWalk): string {
  const asked = [...new URL(from.url).searchParams.values(), ...new URLSearchParams(from.body ?? '').values()]
  return asked.filter((value) => value.length >= 16).reduce((rest, value) => rest.replaceAll(value, ''), text)
}

/** Bits that a text can hold in the alphabet it seems to be written in. */
function roomIn(text: string): number {
  const alphabets: readonly (readonly [RegExp, number])[] = [
    [/^\d*$/, 10],
    [/^(?:[\da-f]*|[\dA-F]*)$/, 16],
    [/^(?:[\da-z]*|[\dA-Z]*)$/, 36],
  ]
  const size = alphabets.find(([form]) => form.test(text))?.[1] ?? 62
  return text.length * Math.log2(size)
}
