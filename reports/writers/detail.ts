import { toldOften } from '../distribution.ts'
import type { Finding } from '../lookup.ts'
import { cite } from '../lookup.ts'
import { excerpt } from '../printable.ts'

/** Where a reader finds more about a result. */
export interface Pointers {
  /** Report folder as the reader reaches it from the repository root; put before evidence paths. */
  readonly out?: string
  /** The command that repeats one check. */
  readonly command: (checkId: string, target: string) => string
}

// What a server sends has no bounds; consumers have, and evidence holds the rest.
const lineLimit = 4000

/** One sentence: what was expected and what came, else why nothing could be judged. */
export function headline({ result, cause }: Finding): string {
  if (result.expected !== null && result.actual !== null) return `expected ${result.expected}; got ${result.actual}`
  return cause?.text ?? result.because
}

/** Everything a reader needs to understand and repeat a result, one labelled line each. */
export function detail({ result, check, cause }: Finding, { out, command }: Pointers): string {
  const lines: [string, string | null | undefined][] = [
    ['Expected', result.expected],
    ['Actual', result.actual],
    ['Because', result.because],
    ['Cause', cause?.text],
    ['Tolerated', result.tolerated],
    ...check.laws.map((law): [string, string] => ['Law', cite(law)]),
    ...check.laws.map((law): [string, string] => ['Link', law.url]),
    ['Unstable', result.unstable ? (toldOften(result) ?? 'two judgements disagreed') : null],
    ['Evidence', result.evidence === null ? null : underFolder(result.evidence, out)],
    ['Picture', result.picture === undefined ? null : underFolder(result.picture, out)],
    ['Reproduce', command(result.check, result.target)],
  ]
  return lines.flatMap(([label, text]) => (text ? [`${label}: ${excerpt(text, lineLimit)}`] : [])).join('\n')
}

/** A path of the report folder as it is reached from the repository root. */
export function underFolder(file: string, out = ''): string {
  return out === '' ? file : `${out.replace(/\/+$/, '')}/${file}`
}
