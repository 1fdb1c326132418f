import type { Check } from '../../harness/check.ts'
import { lawUrl, type Law } from '../../harness/law.ts'
import { areaOf } from '../../harness/selection.ts'
import { groupBy } from '../../reports/group.ts'
import { anchor, code, table, text } from './markdown.ts'

const origin = 'This page is made from the checks: `node dist/scripts/catalogue.js`.'

/** The catalogue as Markdown: file name → page; one for each area, README.md that lists them, and what has no check. */
export function cataloguePages(
  checks: readonly Check[],
  leftOut: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const areas = groupBy(checks, ({ id }) => areaOf(id))
  return new Map([
    ['README.md', overview(areas)],
    ['not-covered.md', notCovered(leftOut)],
    ...[...areas].map(([area, members]): [string, string] => [`${area}.md`, areaPage(area, members)]),
  ])
}

function overview(areas: ReadonlyMap<string, readonly Check[]>): string {
  const rows = [...areas].map(([area, members]) => [
    `[${area}](${area}.md)`,
    String(members.length),
    documentsOf(members).join(', '),
  ])
  const gaps = 'Laws without a check, and why: [not covered](not-covered.md).'
  return page('Catalogue of checks', `${table(['area', 'checks', 'documents'], rows)}\n${gaps}\n`)
}

function notCovered(leftOut: Readonly<Record<string, string>>): string {
  const rows = Object.entries(leftOut).map(([id, reason]) => [code(id), text(reason)])
  return page('Not covered', table(['law', 'why there is no check'], rows))
}

function areaPage(area: string, checks: readonly Check[]): string {
  const rows = checks.map(({ id, title, law, needs, holds, defect }) => [
    anchor(id) + code(id),
    text(title),
    law.map(cited).join('; '),
    needs.map((need) => `[${code(need)}](../reference/capabilities.md#${need})`).join(' '),
    text(holds),
    `[${code(defect)}](../reference/defects.md#${defect})`,
  ])
  return page(`Checks: ${area}`, table(['id', 'title', 'law', 'needs', 'holds when', 'defect'], rows))
}

function cited(law: Law): string {
  return `${law.level} [${law.document} §${law.section}](${lawUrl(law)})`
}

function documentsOf(checks: readonly Check[]): string[] {
  return [...new Set(checks.flatMap(({ law }) => law.map(({ document }) => document)))].toSorted()
}

function page(title: string, content: string): string {
  return `# ${title}\n\n${origin}\n\n${content}`
}
