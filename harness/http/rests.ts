import type { HeaderPairs } from './answer.ts'
import { LeftAlone } from './silence.ts'

/** What a server said and when it was asked; milliseconds. */
interface Heard {
  readonly status: number
  readonly headers: HeaderPairs
  readonly sentAt: number
}

/** How a place was doing when it last spoke of load. */
interface Place {
  /** When it may be asked again, milliseconds since the epoch. */
  until: number
  /** Rests in a row that did not help. */
  turns: number
  /** What they took together, milliseconds. */
  rested: number
}

/** What is waited where a server does not say how long, seconds. */
const usual = [1, 2, 4, 8, 16]

/** Lets a server rest that says it is asked too much (RFC 6585 section 4, RFC 9110 sections 10.2.3 and 15.6.4). */
export class Rests {
  readonly #places = new Map<string, Place>()
  readonly #longest: number

  /** `longest` is what rests in a row may take together, milliseconds. */
  constructor(longest: number) {
    this.#longest = longest
  }

  /** Milliseconds to wait before a place is asked; none where that would be longer than a rest may be. */
  before(url: string): number {
    const left = this.#left(url)
    return left > this.#longest ? 0 : left
  }

  /** Throws `LeftAlone` where a place wants to rest for longer than a rest may be. */
  allow(url: string): void {
    const left = this.#left(url)
    if (left > this.#longest) throw new LeftAlone(`for ${Math.ceil(left / 1000)} s`)
  }

  /** Takes an answer in and says whether the request is to be sent once more after the rest. */
  hear(url: string, heard: Heard): boolean {
    const key = placeOf(url)
    if (!speaksOfLoad(heard)) {
      this.#places.delete(key)
      return false
    }
    const place = this.#places.get(key) ?? { until: 0, turns: 0, rested: 0 }
    this.#places.set(key, place)
    // Requests under way together are turned away together: they share one rest.
    if (heard.sentAt < place.until) return place.rested <= this.#longest
    const wanted = 1000 * (retryAfter(heard.headers) ?? usual[place.turns] ?? Number.NaN)
    if (Number.isNaN(wanted)) return false
    place.until = Date.now() + wanted
    place.turns += 1
    place.rested += wanted
    return place.rested <= this.#longest
  }

  #left(url: string): number {
    return Math.max(0, (this.#places.get(placeOf(url))?.until ?? 0) - Date.now())
  }
}

/** 503 without a time to come back is a failure like any other. */
function speaksOfLoad({ status, headers }: Heard): boolean {
  return status === 429 || (status === 503 && retryAfter(headers) !== undefined)
}

/** Seconds that Retry-After asks for, as a number or counted from the server's own Date (RFC 9110 section 10.2.3). */
function retryAfter(headers: HeaderPairs): number | undefined {
  const text = valueOf(headers, 'retry-after')?.trim()
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const now = Date.parse(valueOf(headers, 'date') ?? '')
  const seconds = (Date.parse(text) - (Number.isNaN(now) ? Date.now() : now)) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}

function valueOf(headers: HeaderPairs, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

/** Limits are counted by endpoint: what one refuses says nothing of the others. */
function placeOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? ''
}
