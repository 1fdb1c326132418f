import type { JournalEntry } from '../mock-server/index.ts'

// What every client meets in the course of things, and meets often.
const ordinary = new Set(['authorization_pending'])

/** Why a request was refused, in two lines for a console; undefined when it was not. Holds no secret. */
export function refusalText(entry: JournalEntry, tenant: string): string | undefined {
  const { time, endpoint, client, error, explanation, detail } = entry
  if (error === undefined || ordinary.has(error)) return undefined
  const { rule = detail ?? error, document, section, expected, got, fix } = explanation ?? {}
  const clock = new Date(time).toISOString().slice(11, 19)
  const where = [clock, ...(tenant === '' ? [] : [tenant]), endpoint, ...(client === undefined ? [] : [client])]
  const law = document === undefined ? '' : ` (${document} §${section})`
  const hint = expected === undefined ? '' : `\n         expected ${expected}; got ${got}. ${fix}.`
  return printable(`${where.join(' ')} ${error}: ${rule}${law}${hint}`)
}

/** Without what could move the cursor or colour the terminal: a client wrote part of it. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '\u{fffd}')
}
