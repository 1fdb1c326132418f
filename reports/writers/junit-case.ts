import { toldOften } from '../distribution.ts'
import type { Finding } from '../lookup.ts'
import type { Result, Verdict } from '../model.ts'
import type { Pointers } from './detail.ts'
import { cite } from '../lookup.ts'
import { excerpt } from '../printable.ts'
import { detail, headline } from './detail.ts'
import { output } from './junit-text.ts'
import { characters, element } from './xml.ts'

/** What JUnit knows of a verdict. */
export type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

const outcomes: Record<Verdict, { readonly outcome: Outcome; readonly type?: string }> = {
  pass: { outcome: 'passed' },
  warn: { outcome: 'passed' },
  note: { outcome: 'passed' },
  fail: { outcome: 'failure', type: 'Broken' },
  skip: { outcome: 'skipped' },
  blocked: { outcome: 'error', type: 'Blocked' },
  error: { outcome: 'error', type: 'Error' },
}

// Azure keeps 512 characters of class and name together.
const nameLimit = 256
const messageLimit = 400
const reasonLimit = 4000

/** The JUnit outcome of a result; a known deviation is skipped whatever its verdict. */
export function outcomeOf({ verdict, known }: Result): Outcome {
  return known === null ? outcomes[verdict].outcome : 'skipped'
}

/** One `testcase` element, its children on lines of their own. */
export function testcase(finding: Finding, classname: string, pointers: Pointers): string {
  const { result, check, target } = finding
  const attributes = {
    classname,
    name: excerpt(`${result.check} ${check.title}`, nameLimit),
    file: target.from?.file,
    time: (result.ms / 1000).toFixed(3),
  }
  const children = [properties(finding), outcome(finding, pointers), systemOut(output(finding, pointers))]
  const lines = children.filter((child) => child !== '').map((child) => `${child}\n`)
  return `${element('testcase', attributes, ['\n', ...lines])}\n`
}

function properties({ result, check }: Finding): string {
  const pairs: [string, string | null | undefined][] = [
    ['verdict', result.verdict],
    ...check.laws.map((law): [string, string] => ['law', cite(law)]),
    ['known', result.known?.reason],
    ['issue', result.known?.issue],
    ['until', result.known?.until],
    ['unstable', result.unstable ? 'true' : null],
    ['distribution', toldOften(result)],
    ['waited', result.waited > 0 ? `${result.waited} s` : null],
  ]
  const written = pairs.flatMap(([name, value]) => (value ? [element('property', { name, value })] : []))
  return element('properties', {}, written)
}

function outcome(finding: Finding, pointers: Pointers): string {
  const { result } = finding
  const kind = outcomeOf(result)
  if (kind === 'passed') return ''
  if (kind === 'skipped') {
    const reason = result.known === null ? result.because : `known: ${result.known.reason}`
    return element('skipped', { message: excerpt(reason, messageLimit) }, [characters(excerpt(reason, reasonLimit))])
  }
  const message = excerpt(headline(finding), messageLimit)
  return element(kind, { message, type: outcomes[result.verdict].type }, [characters(detail(finding, pointers))])
}

function systemOut(text: string): string {
  return text === '' ? '' : element('system-out', {}, [characters(text)])
}
