import type { Finding } from '../../../lookup.ts'
import { h } from '../dom.ts'
import { icon } from '../icon.ts'
import { parseQuery } from '../search/query.ts'
import { countStandings, standings } from '../verdicts.ts'

/** A button for each verdict that occurs: pressed, it is a word of the search. */
export function choices(all: readonly Finding[], query: string, choose: (word: string) => void): HTMLElement[] {
  const counts = countStandings(all.map(({ result }) => result))
  const asked = new Set(
    parseQuery(query).flatMap((token) => (token.kind === 'standing' && !token.negated ? [token.value] : [])),
  )
  return standings
    .filter((standing) => counts[standing] > 0)
    .map((standing) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: standing,
            'data-word': standing,
            'aria-pressed': String(asked.has(standing)),
            click: () => choose(standing),
          },
          icon(standing),
          standing,
          h('span', { class: 'quiet' }, ` ${counts[standing]}`),
        ),
      ),
    )
}

/** The search with a word put in, or taken out where it was. */
export function toggled(query: string, word: string): string {
  const words = query.split(/\s+/u).filter((each) => each !== '')
  const rest = words.filter((each) => each !== word && each !== `!${word}`)
  return [...(words.includes(word) ? [] : [word]), ...rest].join(' ')
}

const told: readonly (readonly [string, string])[] = [
  ['fail warn', 'either verdict'],
  ['!skip', 'all but these'],
  ['doc:rfc6749 section:4.1*', 'laws of a document'],
  ['level:must', 'or should, may, security'],
  ['need:pkce', 'what the check needs'],
  ['id:code.*', 'ids; area:code is the same'],
  ['target:staging*', 'one of several targets'],
  ['"access token"', 'words in titles and answers'],
  ['unstable', 'judgements disagreed'],
]

/** What can be searched for, each to be tried. */
export function examples(attempt: (query: string) => void): HTMLElement {
  const entries = told.map(([query, meaning]) =>
    h(
      'li',
      {},
      h('button', { type: 'button', click: () => attempt(query) }, h('code', {}, query)),
      h('span', {}, meaning),
    ),
  )
  return h(
    'details',
    { id: 'search-help' },
    h('summary', {}, 'What can be searched for'),
    h('ul', { class: 'examples' }, ...entries),
  )
}
