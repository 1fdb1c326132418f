import { groupBy } from '../group.ts'
import { cite, findings, type Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import { excerpt } from '../printable.ts'
import { reproduce } from '../reproduce.ts'
import { headline } from './client/headline.ts'
import { countStandings, meanings, standingOf, standings } from './client/verdicts.ts'
import { counted, moment } from './client/words.ts'
import { escaped } from './embed.ts'

const textLimit = 1000

/**
 * What a reader sees while the page loads, and all there is where scripts are forbidden, as in Jenkins: verdict, counts, what is
 * broken, what could not be judged.
 */
export function staticSummary(run: Run): string {
  const { standing, sentence, exit } = headline(run)
  const all = findings(run)
  return [
    '<div id="static">',
    '<noscript><p class="remark">Scripts are off here, so this is the short form. Download the file and open it to see all checks with what was asked and answered.</p></noscript>',
    '<main>',
    `<div class="headline ${standing}"><h1>${text(sentence)}</h1><p>${text(exit)}</p></div>`,
    `<p>${text(circumstances(run))}</p>`,
    counts(run),
    ...section('What is broken', all.filter(stands('fail')), run),
    ...section('What was warned of', all.filter(stands('warn')), run),
    ...obstacles(all),
    '</main>',
    '</div>\n',
  ].join('\n')
}

function circumstances({ run, targets, tool }: Run): string {
  const judged = targets.map(({ name, issuer }) => `${name} (${issuer})`).join(', ')
  return `${judged}, by the profile ${run.profile}, on ${moment(run.started)}, with ${tool.name} ${tool.version}.`
}

function counts({ results }: Run): string {
  const often = countStandings(results)
  const rows = standings.map(
    (each) => `<tr><th scope="row">${each}</th><td>${often[each]}</td><td>${text(meanings[each])}</td></tr>`,
  )
  return `<table><caption>${counted(results.length, 'result')}</caption><tbody>${rows.join('')}</tbody></table>`
}

function section(title: string, members: readonly Finding[], run: Run): string[] {
  if (members.length === 0) return []
  const command = reproduce(run)
  return [`<h2>${title}</h2>`, ...members.map((finding) => entry(finding, command))]
}

function entry({ result, check, target }: Finding, command: ReturnType<typeof reproduce>): string {
  const lines: [string, string | null][] = [
    ['Check', `${result.check} at ${target.name}`],
    ['Law', check.laws.map(cite).join(', ') || result.because],
    ['Expected', result.expected ?? check.holds],
    ['Actual', result.actual ?? result.because],
    ['Tolerated', result.tolerated],
    ['Reproduce', command(result.check, result.target)],
  ]
  const told = lines.flatMap(([label, words]) => (words ? [`<div><dt>${label}</dt><dd>${text(words)}</dd></div>`] : []))
  return `<h3>${text(check.title || result.check)}</h3>\n<dl class="facts">${told.join('')}</dl>`
}

function obstacles(all: readonly Finding[]): string[] {
  const stuck = all.filter((finding) => stands('blocked')(finding) || stands('error')(finding))
  if (stuck.length === 0) return []
  const reasons = groupBy(stuck, ({ result, cause }) => `${result.verdict}: ${cause?.text ?? result.because}`)
  const items = [...reasons].map(([reason, members]) => `<li>${counted(members.length, 'check')}, ${text(reason)}</li>`)
  return ['<h2>What could not be judged</h2>', `<ul>${items.join('')}</ul>`]
}

function stands(standing: string): (finding: Finding) => boolean {
  return ({ result }) => standingOf(result) === standing
}

function text(words: string): string {
  return escaped(excerpt(words, textLimit))
}
