import { pageArrival } from './arrival.ts'
import type { Given } from './move.ts'
import { readPage } from './read-page.ts'
import type { Arrival, PageAnswer, PageRequest, Visit } from './user-agent.ts'
import { rejected } from './why-stuck.ts'

/** A form as it stands without its scripts, sent once and unheeded. */
export interface Repeat {
  readonly request: PageRequest
  readonly gives: Given
}

/** The body without the boundary of its parts, which is another each time (RFC 7578 section 4.1). */
function bodyOf({ headers, body = '' }: PageRequest): string {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1]
  return boundary === undefined ? body : body.replaceAll(boundary, '')
}

const addressOf = ({ url }: PageRequest): string => url.replace(/#.*$/s, '')

/** Whether a request sends what was sent before, so that the scripts of the page had no part in it. */
function repeats(request: PageRequest, before: PageRequest): boolean {
  return (
    request.method === before.method && addressOf(request) === addressOf(before) && bodyOf(request) === bodyOf(before)
  )
}

/** The end of a walk whose page sends, scripts and all, what it was turned down with already; undefined for another request. */
export function turnedDown(
  request: PageRequest,
  { repeat, document, trail }: { repeat: Repeat | undefined; document: PageAnswer | undefined; trail: Visit[] },
): Arrival | undefined {
  if (repeat === undefined || document === undefined || !repeats(request, repeat.request)) return undefined
  const page = readPage(document)
  return pageArrival(page, rejected(page, repeat.gives), trail, true)
}
