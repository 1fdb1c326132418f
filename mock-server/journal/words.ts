import type { JournalEntry } from './entry.ts'
import type { Criterion } from './query.ts'

/** An entry in one line without secrets: `#3 POST token (authorization_code, web) 400 invalid_grant: grant request is invalid`. */
export function entryInWords(entry: JournalEntry): string {
  const { id, method, endpoint, grant, client, status, error, detail } = entry
  const about = [grant, client].filter(Boolean).join(', ')
  const refusal = error === undefined ? '' : ` ${error}${detail === undefined ? '' : `: ${firstLine(detail)}`}`
  return `#${id} ${method} ${endpoint}${about && ` (${about})`} ${status}${refusal}`
}

/** The members of a query, one in a line. */
export function queryInWords(criteria: readonly Criterion[], indent = '  '): string {
  if (criteria.length === 0) return `${indent}(any request)`
  const width = Math.max(...criteria.map(({ member }) => member.length))
  return criteria.map(({ member, wanted }) => `${indent}${member.padEnd(width)}  ${wanted}`).join('\n')
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
