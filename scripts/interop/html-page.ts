import { byArea, anchor, count, meanings, signs, verdicts, type Column, type Matrix } from './model.ts'

const style = `
:root { color-scheme: light dark; --line: #8884; --red: #c62828; --amber: #b26a00; --quiet: #777 }
@media (prefers-color-scheme: dark) { :root { --red: #ff7b72; --amber: #e3b341; --quiet: #999 } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
table { border-collapse: collapse; margin: .5rem 0 1.5rem }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top }
td.v { text-align: center; min-width: 2.5rem }
thead th { position: sticky; top: 0; background: Canvas }
code { font-size: .9em }
.fail, .fail a { color: var(--red); font-weight: 700 } .warn, .error, .blocked { color: var(--amber) } .skip, .note { color: var(--quiet) }
.v [popover] { max-width: 40rem; border: 1px solid var(--line); padding: 1rem; text-align: left; font-weight: 400; color: CanvasText }
.v button { all: unset; cursor: pointer; padding: 0 .4rem; text-decoration: underline dotted }
.v button:focus-visible { outline: 2px solid }
`

/** The page target × law as one HTML file that loads nothing: a sign tells its reason on hover and on click. */
export function htmlPage(matrix: Matrix): string {
  const areas = [...byArea(matrix)].map(
    ([area, laws]) => `<h2 id="${area}">${area}</h2>
<table><thead><tr><th>check</th><th>law</th>${names(matrix)}</tr></thead><tbody>
${laws.map((law) => row(matrix, law)).join('\n')}
</tbody></table>`,
  )
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Third-party servers by law</title><style>${style}</style></head>
<body>
<h1>Third-party servers by law</h1>
<p>Each server runs as its documentation has it and is judged by the profile <code>oauth2</code>. A sign that can be pressed tells its reason.</p>
${legend()}
${totals(matrix)}
<p>${[...byArea(matrix).keys()].map((area) => `<a href="#${area}">${area}</a>`).join(' · ')}</p>
${areas.join('\n')}
</body>
</html>
`
}

const legend = (): string => {
  const lines = verdicts.map(
    (verdict) => `<li><span class="${verdict}">${signs[verdict]}</span> ${verdict}: ${meanings[verdict]}</li>`,
  )
  return `<ul>${lines.join('')}</ul>`
}

const names = ({ columns }: Matrix): string => columns.map(({ name }) => `<th>${escape(name)}</th>`).join('')

function totals({ columns }: Matrix): string {
  const head = ['server', 'packages', ...verdicts].map((word) => `<th>${word}</th>`).join('')
  const rows = columns.map((column) => {
    const counts = verdicts.map((verdict) => `<td>${count(column, verdict)}</td>`).join('')
    return `<tr><td>${escape(column.name)}</td><td>${escape(column.packages.join(', '))}</td>${counts}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function row(matrix: Matrix, { id, title, laws }: Matrix['laws'][number]): string {
  const sources = laws.map(
    (law) => `<a href="${escape(law.url)}">${escape(law.document)} §${law.section}</a> ${law.level}`,
  )
  const cells = matrix.columns.map((column) => cell(column, id)).join('')
  return `<tr><td><code>${id}</code><br>${escape(title)}</td><td>${sources.join('<br>')}</td>${cells}</tr>`
}

function cell({ name, cells }: Column, check: string): string {
  const found = cells.get(check)
  if (found === undefined) return '<td class="v"></td>'
  const { verdict, reason } = found
  const hint = escape(`${name}: ${verdict}: ${reason ?? meanings[verdict]}`)
  if (reason === null) return `<td class="v ${verdict}" title="${hint}">${signs[verdict]}</td>`
  const id = anchor(name, check)
  return `<td class="v ${verdict}"><button popovertarget="${id}" title="${hint}">${signs[verdict]}</button><div popover id="${id}">${hint}</div></td>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (words: string): string => words.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
