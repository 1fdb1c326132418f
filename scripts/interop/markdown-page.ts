import { table, text } from '../catalogue/markdown.ts'
import { anchor, byArea, count, meanings, signs, verdicts, type Column, type Matrix } from './model.ts'

const intro = `# Third-party servers by law

This page is made from runs: \`npm run interop -- --write\`. How it comes about, and how to add a server, is told in
[the guide](guides/interop.md). Each server of \`fixtures/targets/\` runs as its documentation has it, on loopback, and is judged by
the profile \`oauth2\`. A red sign leads to the reason. [The same page with the reasons at hand](interop.html) is for a browser.
`

/** The page target × law in Markdown: totals, one table for each area, and the reasons of the reds. */
export function markdownPage(matrix: Matrix): string {
  const areas = [...byArea(matrix)].map(([area, laws]) => {
    const rows = laws.map(({ id, laws: sources }) => [
      `\`${id}\``,
      sources.map(({ document, section, level }) => `${document} §${section} ${level}`).join('; '),
      ...matrix.columns.map((column) => sign(column, id)),
    ])
    return `## ${area}\n\n${table(['check', 'law', ...matrix.columns.map(({ name }) => name)], rows)}`
  })
  return [intro, legend(), totals(matrix), ...areas, '## Reasons\n', ...matrix.columns.map(reasons)].join('\n')
}

const legend = (): string =>
  table(
    ['sign', 'verdict', 'meaning'],
    verdicts.map((verdict) => [signs[verdict], verdict, meanings[verdict]]),
  )

function totals({ columns }: Matrix): string {
  const rows = columns.map((column) => [
    column.name,
    column.packages.join(', '),
    ...verdicts.map((verdict) => String(count(column, verdict))),
  ])
  return `## Servers\n\n${table(['server', 'packages', ...verdicts], rows)}`
}

function sign({ name, cells }: Column, check: string): string {
  const cell = cells.get(check)
  if (cell === undefined) return ''
  const mark = signs[cell.verdict]
  return cell.verdict === 'fail' ? `[${mark}](#${anchor(name, check)})` : mark
}

function reasons({ name, cells }: Column): string {
  const failed = [...cells]
    .filter(([, { verdict }]) => verdict === 'fail')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  const lines = failed.map(
    ([check, { reason }]) => `- <a id="${anchor(name, check)}"></a>\`${check}\`: ${text(reason ?? 'not explained')}`,
  )
  return `### ${name}\n\n${lines.length === 0 ? 'No law is broken.' : lines.join('\n')}\n`
}
