import { posix } from 'node:path'

import type { Finding } from '../lookup.ts'
import type { Run, TargetFacts } from '../model.ts'
import { groupBy } from '../group.ts'
import { citeAll, findings } from '../lookup.ts'
import { by } from '../order.ts'
import { excerpt, printable } from '../printable.ts'
import { reproduce } from '../reproduce.ts'

/** What is known around a run when it is told to a build. */
export interface AnnotationOptions {
  /** Folder the paths of the run begin in, from the root of the repository, with slashes; the root itself when absent. */
  readonly folder?: string
  /** Baseline entries that describe nothing any more. */
  readonly stale?: readonly string[]
  /** Report files deleted because a secret was found in them. */
  readonly leaks?: readonly string[]
}

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly lines: readonly string[]
  readonly target?: TargetFacts
}

/** GitHub shows ten of a kind for each step, the first that come; the tenth tells of the rest. */
const most = 9
const textLimit = 600
const titleLimit = 200

/**
 * What broke, as workflow commands of GitHub Actions, one a line: laws, stale baseline entries, causes once each, warnings; the gravest first, nine at
 * most and one that tells of the rest. They stand at the line of the target in the target file. Empty when all is well.
 */
export function annotations(run: Run, options: AnnotationOptions = {}): string[] {
  const all = inOrder(findings(run))
  const warnings = deviations(run, all, 'warn')
  const told = [
    ...remarks('The baseline is out of date', options.stale ?? []),
    ...remarks('Removed from the report, for a secret was found in it', options.leaks ?? []),
    ...deviations(run, all, 'fail'),
    ...(run.run.strict === true ? [...warnings, ...obstacles(all)] : [...obstacles(all), ...warnings]),
  ]
  const lines = told.slice(0, most).map((annotation) => command(annotation, options))
  const rest = closing(told.length - lines.length, run.run.interrupted)
  return rest === undefined ? lines : [...lines, command(rest, options)]
}

function inOrder(all: readonly Finding[]): Finding[] {
  return all.toSorted(
    by(
      ({ result }) => result.target,
      ({ result }) => result.check,
    ),
  )
}

function deviations(run: Run, all: readonly Finding[], verdict: 'fail' | 'warn'): Annotation[] {
  const level = verdict === 'fail' || run.run.strict === true ? 'error' : 'warning'
  const again = reproduce(run)
  return all
    .filter(({ result }) => result.verdict === verdict && result.known === null)
    .map(({ result, check, target }) => ({
      level,
      title: [where(run, result), check.title].filter((word) => word !== '').join(': '),
      lines: [
        `Expected ${result.expected ?? check.holds}`,
        `Got ${result.actual ?? result.because}`,
        `Law ${citeAll(check) || result.because}`,
        `Repeat: ${again(result.check, result.target)}`,
      ],
      target,
    }))
}

function where({ targets }: Run, { check, target }: Finding['result']): string {
  return targets.length > 1 ? `${check} at ${target}` : check
}

function obstacles(all: readonly Finding[]): Annotation[] {
  const stuck = all.filter(({ result }) => result.verdict === 'error' || result.verdict === 'blocked')
  const groups = groupBy(stuck, ({ result, cause }) => JSON.stringify([result.verdict, cause?.text ?? result.because]))
  return [...groups.values()]
    .toSorted((left, right) => right.length - left.length)
    .flatMap((members) => members.slice(0, 1).map((first) => obstacle(first, members.length)))
}

function obstacle({ result, cause, target }: Finding, count: number): Annotation {
  const title = `${count} ${count === 1 ? 'check' : 'checks'} could not be judged (${result.verdict})`
  return { level: 'error', title, lines: [`Because: ${cause?.text ?? result.because}`], target }
}

function remarks(title: string, texts: readonly string[]): Annotation[] {
  const shown = texts.slice(0, most).map((text) => `- ${text}`)
  const rest = texts.length > most ? [`and ${texts.length - most} more`] : []
  return texts.length === 0 ? [] : [{ level: 'error', title, lines: [...shown, ...rest] }]
}

function closing(rest: number, interrupted: boolean): Annotation | undefined {
  const lines = [
    ...(rest > 0 ? [`${rest} more ${rest === 1 ? 'finding' : 'findings'} in the job summary and in the report.`] : []),
    ...(interrupted ? ['The run stopped early; the report holds what was judged until then.'] : []),
  ]
  return lines.length === 0 ? undefined : { level: 'notice', title: 'Assay', lines }
}

/** Every line of the text begins with a word of ours, so that nothing of a server can be read as a command. */
function command({ level, title, lines, target }: Annotation, { folder = '' }: AnnotationOptions): string {
  const shown = [`title=${property(excerpt(title, titleLimit))}`, ...place(folder, target)]
  const text = lines.map((line) => excerpt(line, textLimit)).join('\n')
  return `::${level} ${shown.join(',')}::${data(text)}`
}

function place(folder: string, target: TargetFacts | undefined): string[] {
  if (!target?.from) return []
  const { file, line } = target.from
  const path = posix.join(folder, file.replaceAll('\\', '/'))
  const outside = path.startsWith('..') || posix.isAbsolute(path) || /^[a-z]:/i.test(path)
  return outside ? [] : [`file=${property(printable(path))}`, `line=${line}`]
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
