import { toldOften } from '../distribution.ts'
import type { Finding } from '../lookup.ts'
import { cite } from '../lookup.ts'
import { printable } from '../printable.ts'

/** How the JUnit file meets the folder it is read from. */
export interface JunitOptions {
  /** Report folder as the CI system sees it from the repository root; put before evidence paths. */
  readonly out?: string
  /** The command that repeats one check. */
  readonly command?: (checkId: string, target: string) => string
}

/** One sentence: what was expected and what came, else why nothing could be judged. */
export function headline({ result, cause }: Finding): string {
  if (result.expected !== null && result.actual !== null) return `expected ${result.expected}; got ${result.actual}`
  return cause?.text ?? result.because
}

/** Everything a reader needs to understand and repeat a result, one labelled line each. */
export function detail({ result, check, cause }: Finding, options: JunitOptions): string {
  const { command = repeat } = options
  const lines: [string, string | null | undefined][] = [
    ['Expected', result.expected],
    ['Actual', result.actual],
    ['Because', result.because],
    ['Cause', cause?.text],
    ['Tolerated', result.tolerated],
    ...check.laws.map((law): [string, string] => ['Law', cite(law)]),
    ...check.laws.map((law): [string, string] => ['Link', law.url]),
    ['Unstable', result.unstable ? (toldOften(result) ?? 'two judgements disagreed') : null],
    ['Evidence', result.evidence === null ? null : underFolder(result.evidence, options)],
    ['Picture', result.picture === undefined ? null : underFolder(result.picture, options)],
    ['Reproduce', command(result.check, result.target)],
  ]
  return lines.flatMap(([label, text]) => (text ? [`${label}: ${printable(text)}`] : [])).join('\n')
}

/** What goes to `system-out`: the attachment first, then what a passed or skipped case would otherwise hide. */
export function output(finding: Finding, options: JunitOptions): string {
  const { known, verdict, evidence, picture, notes } = finding.result
  const files = [evidence, picture].flatMap((file) => file ?? [])
  const lines = files.map((file) => `[[ATTACHMENT|${underFolder(file, options)}]]`)
  if (known !== null || verdict === 'warn' || verdict === 'note') {
    lines.push(`Verdict: ${verdict}`, detail(finding, options))
  }
  return [...lines, ...notes.map((note) => `Note: ${printable(note)}`)].join('\n')
}

function repeat(checkId: string, target: string): string {
  return `assay run ${checkId} --target ${target}`
}

function underFolder(file: string, { out = '' }: JunitOptions): string {
  return out === '' ? file : `${out.replace(/\/+$/, '')}/${file}`
}
