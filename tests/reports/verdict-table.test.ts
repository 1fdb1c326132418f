import { readFileSync } from 'node:fs'

import type { CTRFReport } from 'ctrf'
import type { Log } from 'sarif'
import { expect, test } from 'vitest'

import type { Run, Verdict } from '../../reports/model.ts'
import { badgeText } from '../../reports/writers/badge-text.ts'
import { writeCtrf } from '../../reports/writers/ctrf.ts'
import { writeJunit } from '../../reports/writers/junit.ts'
import { writeSarif } from '../../reports/writers/sarif.ts'
import { resultOf, runWith } from './sample-run.ts'
import { readXml } from './well-formed-xml.ts'

const guide = readFileSync(new URL('../../docs/guides/report-formats.md', import.meta.url), 'utf8')
const rows = [...guide.matchAll(/^\| (`\w+`|known) +\|(.*)\|$/gm)].map(([, verdict = '', rest = '']) => ({
  verdict: verdict.replaceAll('`', ''),
  cells: rest.split('|').map((cell) => cell.trim()),
}))

const known = { reason: 'accepted', issue: null, until: null }

function runOf(verdict: string): Run {
  if (verdict === 'known') return runWith(resultOf('code.a', { verdict: 'fail', known }))
  return runWith(resultOf('code.a', { verdict: verdict as Verdict }))
}

function inJunit(run: Run): string {
  const [testcase] = readXml(writeJunit(run)).children[0]?.children ?? []
  const told = testcase?.children.find(({ name }) => ['failure', 'error', 'skipped'].includes(name))
  if (told !== undefined)
    return told.attributes['type'] ? `${told.name}, type \`${told.attributes['type']}\`` : told.name
  const quiet = run.results.every(({ verdict }) => verdict === 'pass')
  return quiet ? 'passed' : 'passed, with a property'
}

function inSarif(run: Run): string {
  const [only] = (JSON.parse(writeSarif(run)) as Log).runs
  const [result] = only?.results ?? []
  if (result !== undefined) return result.level ?? ''
  return only?.invocations?.[0]?.executionSuccessful ? 'left out' : 'notification of the tool'
}

function onBadge(run: Run): string {
  const { color, message } = badgeText(run)
  if (message === 'nothing judged') return 'not counted'
  if (color === 'brightgreen') return 'obeyed'
  return run.results[0]?.known ? `${color}, not obeyed` : color
}

test('the guide tells of every verdict', () => {
  expect(rows.map(({ verdict }) => verdict)).toEqual([
    'pass',
    'fail',
    'warn',
    'note',
    'skip',
    'blocked',
    'error',
    'known',
  ])
})

test.each(rows)('$verdict becomes what the guide says', ({ verdict, cells }) => {
  const run = runOf(verdict)
  const { tests } = (JSON.parse(writeCtrf(run)) as CTRFReport).results
  expect([inJunit(run), tests[0]?.status, inSarif(run), onBadge(run)]).toEqual(cells)
})
