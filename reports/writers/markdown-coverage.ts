import type { LawFacts, Result, Run } from '../model.ts'
import type { Section } from './markdown-fit.ts'
import { by } from '../order.ts'
import { plain, row, tableHead } from './markdown-text.ts'

const columns = [
  'Document',
  'In force',
  'Sections checked',
  'Held',
  'Warned',
  'Broken',
  'Known',
  'Not judged',
  'Skipped',
]

/** What was judged of each document that a check of the run cites: a check counts once for each document and target. */
export function coverage(run: Run): Section[] {
  const lawsOf = new Map(run.checks.map(({ id, laws }) => [id, laws]))
  const documents = new Map((run.documents ?? []).map((document) => [document.name, document]))
  const cited = [...new Set(run.checks.flatMap(({ laws }) => laws.map(({ document }) => document)))]
  const rows = cited.toSorted(by((name) => name)).map((name) => {
    const document = documents.get(name)
    const results = run.results.filter(({ check }) => lawsOf.get(check)?.some((law) => law.document === name))
    const binding = document === undefined ? '' : document.binding ? 'yes' : 'no'
    return row([plain(name), binding, sections(run, name), ...counts(results).map((count) => String(count || ''))])
  })
  if (rows.length === 0) return []
  return [{ head: ['### What was judged, by document', '', ...tableHead(columns)], rows, foot: [''] }]
}

function sections({ checks, documents = [] }: Run, name: string): string {
  const laws: LawFacts[] = checks.flatMap((check) => check.laws.filter(({ document }) => document === name))
  const cited = new Set(laws.map(({ section }) => section))
  const listed = documents.find((document) => document.name === name)?.sections ?? []
  const checked = listed.filter(({ section }) => cited.has(section)).length
  return listed.length === 0 ? String(cited.size) : `${checked} of ${listed.length}`
}

function counts(results: readonly Result[]): number[] {
  const fresh = results.filter(({ known }) => known === null)
  const having = (...verdicts: readonly Result['verdict'][]): number =>
    fresh.filter(({ verdict }) => verdicts.includes(verdict)).length
  return [
    having('pass', 'note'),
    having('warn'),
    having('fail'),
    results.length - fresh.length,
    having('blocked', 'error'),
    having('skip'),
  ]
}
