import type { Attachment, LabelValue, Step, Test, TestStatus } from 'ctrf'

import { toldOften } from '../distribution.ts'
import type { Finding } from '../lookup.ts'
import type { LawFacts, Result, Verdict } from '../model.ts'
import type { Pointers } from './detail.ts'
import { areaOf, cite } from '../lookup.ts'
import { excerpt } from '../printable.ts'
import { detail, headline, underFolder } from './detail.ts'

const statuses: Record<Verdict, TestStatus> = {
  pass: 'passed',
  warn: 'passed',
  note: 'passed',
  fail: 'failed',
  skip: 'skipped',
  blocked: 'other',
  error: 'other',
}

const messageLimit = 1000

/** One result as a CTRF test. */
export function ctrfTest(finding: Finding, pointers: Pointers): Test {
  const { result, check, target } = finding
  const status = result.known === null ? statuses[result.verdict] : 'skipped'
  const quiet = result.verdict === 'pass' || result.verdict === 'skip'
  return {
    testId: `${result.target}/${result.check}`,
    name: `${result.check} ${check.title}`,
    status,
    rawStatus: result.known === null ? result.verdict : 'known',
    duration: Math.round(result.ms),
    suite: [result.target, areaOf(result.check)],
    ...(result.verdict === 'pass' ? {} : { message: excerpt(message(finding), messageLimit) }),
    ...(quiet ? {} : { trace: detail(finding, pointers) }),
    ...(target.from === null ? {} : { filePath: target.from.file, line: target.from.line }),
    ...tries(result),
    ...(result.unstable ? { tags: ['unstable'] } : {}),
    ...labels(finding),
    ...(result.steps.length === 0 ? {} : { steps: result.steps.map(step) }),
    ...attachments(result, pointers),
    extra: extra(finding, pointers),
  }
}

function message(finding: Finding): string {
  const { known, verdict, because } = finding.result
  if (known !== null) return `known: ${known.reason}`
  return verdict === 'skip' ? because : headline(finding)
}

/** Readers call everything flaky that passed with retries: only what the network spoiled at first shall be called so. */
function tries({ verdict, attempts, distribution }: Result): Pick<Test, 'retries' | 'flaky'> {
  if (attempts < 2 || distribution !== undefined || verdict === 'warn' || verdict === 'note') return {}
  return { retries: attempts - 1, ...(verdict === 'pass' ? { flaky: true } : {}) }
}

function labels({ check }: Finding): Pick<Test, 'labels'> {
  const [first, ...others] = check.laws
  if (first === undefined) return {}
  const each = (text: (law: LawFacts) => string): LabelValue => [text(first), ...others.map(text)]
  return { labels: { spec: each(({ document }) => document), level: each(({ level }) => level), law: each(cite) } }
}

function step({ name, ok }: Result['steps'][number]): Step {
  return { name, status: ok ? 'passed' : 'failed' }
}

function attachments({ evidence, picture }: Result, { out }: Pointers): Pick<Test, 'attachments'> {
  const all: Attachment[] = []
  if (evidence !== null)
    all.push({ name: 'evidence', contentType: 'application/json', path: underFolder(evidence, out) })
  if (picture !== undefined) all.push({ name: 'last page', contentType: 'image/png', path: underFolder(picture, out) })
  return all.length === 0 ? {} : { attachments: all }
}

function extra({ result, check }: Finding, { command }: Pointers): Record<string, unknown> {
  const { known } = result
  return {
    verdict: result.verdict,
    because: excerpt(result.because, messageLimit),
    links: check.laws.map(({ url }) => url),
    reproduce: command(result.check, result.target),
    ...(known === null ? {} : { known }),
    ...(result.unstable ? { unstable: true } : {}),
    ...(result.distribution === undefined ? {} : { distribution: toldOften(result) }),
    ...(result.waited > 0 ? { waitedSeconds: result.waited } : {}),
    ...(result.notes.length === 0 ? {} : { notes: result.notes.map((note) => excerpt(note, messageLimit)) }),
  }
}
