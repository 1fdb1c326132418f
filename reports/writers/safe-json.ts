import { printable } from '../printable.ts'

/**
 * A value as JSON, two spaces, in which every text is safe to print: one line each, but those under the keys named, which
 * we made of several lines ourselves.
 */
export function safeJson(value: unknown, manyLines: readonly string[] = []): string {
  const safe = (key: string, inner: unknown): unknown => {
    if (typeof inner !== 'string') return inner
    return manyLines.includes(key) ? inner.split('\n').map(printable).join('\n') : printable(inner)
  }
  return `${JSON.stringify(value, safe, 2)}\n`
}
