import type { Body } from '../../../model.ts'

/** What a body is, for a reader. */
export type DescribedBody =
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text' }

/** Longest body that is taken apart, characters; a longer one is read as text. */
const longest = 20_000

/** Deepest JSON that is unfolded; what is deeper was made to break its reader. */
const deepest = 32

/** Takes a body apart by its media type, as `application/json; charset=utf-8`, or by how it looks when it has none. */
export function describeBody({ text, truncated }: Body, mediaType: string | undefined): DescribedBody {
  if (truncated || text.length > longest) return { kind: 'text' }
  const type = (mediaType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/x-www-form-urlencoded') return { kind: 'form', fields: fieldsOf(text) }
  if (type === 'application/json' || type.endsWith('+json') || (type === '' && /^\s*[[{]/.test(text))) return json(text)
  return { kind: 'text' }
}

/** The fields of a form or a query in order (application/x-www-form-urlencoded), decoded. */
export function fieldsOf(text: string): [string, string][] {
  return [...new URLSearchParams(text.startsWith('?') ? `&${text}` : text)]
}

function json(text: string): DescribedBody {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && isShallow(value) ? { kind: 'json', value } : { kind: 'text' }
  } catch {
    return { kind: 'text' }
  }
}

function isShallow(value: object): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth < deepest; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (level.length === 0) return true
  }
  return false
}
