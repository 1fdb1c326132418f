import type { HeaderPairs } from '../http/answer.ts'

interface Request {
  readonly url: string
  readonly headers: HeaderPairs
  readonly body?: string
}

/** Every client_id a request names: in HTTP Basic, in the query, in the body or in an assertion (RFC 6749 section 2.3). */
export function clientIdsOf({ url, headers, body = '' }: Request): string[] {
  const query = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams()
  const form = new URLSearchParams(body)
  const assertion = form.get('client_assertion') ?? query.get('client_assertion')
  const named = [...query.getAll('client_id'), ...form.getAll('client_id'), ...basicIds(headers)]
  return [...new Set([...named, ...(assertion === null ? [] : subjectOf(assertion))])]
}

function basicIds(headers: HeaderPairs): string[] {
  return headers.flatMap(([name, value]) => {
    const credentials = /^basic\s+(\S+)/i.exec(value)?.[1]
    if (name.toLowerCase() !== 'authorization' || credentials === undefined) return []
    const id = Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0] ?? ''
    return [decoded(id), id]
  })
}

/** RFC 6749 section 2.3.1 has the name encoded as in a form. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function subjectOf(assertion: string): string[] {
  try {
    const claims: unknown = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const subject = typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : undefined
    return typeof subject === 'string' ? [subject] : []
  } catch {
    return []
  }
}
