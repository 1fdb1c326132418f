import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { headline } from '../headline.ts'
import { icon } from '../icon.ts'
import { countStandings, meanings, standings, type Standing } from '../verdicts.ts'
import { searchHref } from '../route.ts'
import { counted, duration, moment } from '../words.ts'
import { circumstances } from './circumstances.ts'
import { documents } from './documents.ts'
import { brokenLaws } from './broken-laws.ts'
import { targets } from './targets.ts'
import { known, obstacles, skips } from './reasons.ts'

/** What a reader has to know within ten seconds, and then what explains it. */
export function summaryView(data: Data): HTMLElement {
  const { standing, sentence, exit } = headline(data.run)
  const many = data.run.targets.length > 1
  return h(
    'div',
    { class: 'summary' },
    h(
      'div',
      { class: `headline ${standing}` },
      h('h1', {}, icon(standing), sentence),
      h('p', {}, exit),
      h('p', {}, shortly(data)),
    ),
    tally(data),
    many ? targets(data) : undefined,
    brokenLaws(data),
    obstacles(data),
    known(data),
    skips(data),
    documents(data),
    many ? undefined : targets(data),
    circumstances(data),
  )
}

function shortly({ run: { run, results } }: Data): string {
  const took = duration(run.started, run.finished)
  return `${counted(results.length, 'result')} by the profile ${run.profile}, in ${took}, on ${moment(run.started)}`
}

/** How many stand where; also the legend. */
function tally({ run }: Data): HTMLElement {
  const counts = countStandings(run.results)
  return h(
    'section',
    { 'aria-labelledby': 'tally' },
    h('h2', { id: 'tally', class: 'hearable' }, 'Counts and what they mean'),
    bar(counts),
    h('ul', { class: 'standings' }, ...standings.map((standing) => tile(standing, counts[standing]))),
  )
}

function tile(standing: Standing, count: number): HTMLElement {
  const content = [
    h('span', { class: 'count' }, icon(standing), h('b', {}, String(count)), h('span', {}, ` ${standing}`)),
    h('span', { class: 'meaning' }, meanings[standing]),
  ]
  if (count === 0) return h('li', { class: `${standing} none` }, h('div', {}, ...content))
  return h('li', { class: standing }, h('a', { href: searchHref(standing) }, ...content))
}

/** The proportions; the numbers below say the same to everybody. */
function bar(counts: Readonly<Record<Standing, number>>): HTMLElement {
  const parts = standings.toReversed().filter((standing) => counts[standing] > 0)
  const pieces = parts.map((standing) => {
    const piece = h('span', { class: standing })
    piece.style.flexGrow = String(counts[standing])
    return piece
  })
  return h('div', { class: 'bar', 'aria-hidden': 'true' }, ...pieces)
}
