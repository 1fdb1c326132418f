/// <reference lib="dom" />
import type { CheckFacts, LawFacts, Run } from '../../../model.ts'
import { h } from '../dom.ts'
import { outward } from './addresses.ts'
import { visibleLine } from './visible.ts'

/** What a check is about: its laws, when it holds, and how it was proven. */
export function aboutView(check: CheckFacts, run: Run): HTMLElement {
  return h(
    'section',
    { class: 'about' },
    h('h3', {}, 'About this check'),
    h(
      'dl',
      {},
      ...described('Law', ...lawsOf(check, run)),
      ...described('Holds when', visibleLine(check.holds)),
      ...described('Mind', visibleLine(check.caution ?? '')),
      ...described('Needs', visibleLine(check.needs.join(', '))),
      ...described(
        'Proven by',
        check.defect === '' ? '' : `It turns red on a server whose only defect is ${visibleLine(check.defect)}`,
      ),
    ),
  )
}

/** A law as people cite it, leading to its text. */
export function lawLink({ level, document, section, url }: LawFacts): HTMLElement {
  return h('span', { class: 'law' }, h('b', {}, level), ' ', outward(`${document} §${section}`, url))
}

function lawsOf({ laws }: CheckFacts, { documents = [] }: Run): HTMLElement[] {
  return laws.map((law) => {
    const document = documents.find(({ name }) => name === law.document)
    const title = document?.sections.find(({ section }) => section === law.section)?.title
    const told = [document?.title, title].filter((text) => text !== undefined).join(': ')
    return h('div', {}, lawLink(law), told === '' ? undefined : h('span', { class: 'quiet' }, ` ${visibleLine(told)}`))
  })
}

/** A term with what is said of it; nothing when there is nothing to say. */
export function described(term: string, ...said: readonly (string | HTMLElement)[]): HTMLElement[] {
  const there = said.filter((each) => each !== '')
  return there.length === 0 ? [] : [h('dt', {}, term), h('dd', {}, ...there)]
}
