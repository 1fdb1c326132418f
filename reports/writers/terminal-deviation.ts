import { toldOften } from '../distribution.ts'
import type { Finding } from '../lookup.ts'
import type { Style } from './terminal-lines.ts'
import { citeAll } from '../lookup.ts'
import { excerpt, printable } from '../printable.ts'
import { labelled } from './terminal-lines.ts'

/** Where evidence lies and how one check is repeated. */
export interface Pointers {
  readonly out: string
  readonly manyTargets: boolean
  readonly command: (checkId: string, target: string) => string
}

const serverTextLimit = 1000

/** A broken law in six lines: name, law, expected, actual, evidence, and the command that repeats only this. */
export function broken(finding: Finding, pointers: Pointers, style: Style): string[] {
  const { result, check } = finding
  const { out, command } = pointers
  const files = [result.evidence, result.picture].flatMap((file) => file ?? []).map((file) => `${out}/${file}`)
  const evidence = files.join(', ') || 'none: nothing was exchanged'
  return [
    style.colors.red(`✗ ${name(finding, pointers)}`),
    ...labelled('law', citeAll(check) || result.because, style),
    ...labelled('expected', excerpt(result.expected ?? check.holds, serverTextLimit), style),
    ...labelled('actual', excerpt(result.actual ?? result.because, serverTextLimit), style),
    ...labelled('evidence', evidence, style),
    ...labelled('repeat', command(result.check, result.target), style),
  ]
}

/** A warning in two lines: name, and what was wanted and seen with the reason why it weighs less. */
export function warned(finding: Finding, pointers: Pointers, style: Style): string[] {
  const { result, check } = finding
  const wanted = result.expected === null ? result.because : `expected ${excerpt(result.expected, serverTextLimit)}`
  const seen = result.actual === null ? '' : `; got ${excerpt(result.actual, serverTextLimit)}`
  const tolerated = result.tolerated === null ? '' : ` (tolerated: ${result.tolerated})`
  return [
    style.colors.yellow(`! ${name(finding, pointers)}`),
    ...labelled(check.laws[0]?.level.toLowerCase() ?? 'law', `${wanted}${seen}${tolerated}`, style),
  ]
}

function name({ result, check, target }: Finding, { manyTargets }: Pointers): string {
  const where = manyTargets ? ` at ${target.name}` : ''
  const doubt = result.unstable ? ` (unstable: ${toldOften(result) ?? 'two judgements disagreed'})` : ''
  return printable(`${result.check}${where}  ${check.title}${doubt}`)
}
