import type { SpecName } from './law.ts'
import { promises } from './law.ts'
import { sections } from './sections.ts'
import { nearest } from './target/nearest.ts'

/** The last numbered section that documents may have, references included; drafts are renumbered, so they have none here. */
const lastChapter: Readonly<Partial<Record<SpecName, number>>> = {
  'RFC 6265': 10,
  'RFC 6749': 12,
  'RFC 6750': 7,
  'RFC 6797': 17,
  'RFC 7009': 7,
  'RFC 7521': 11,
  'RFC 7523': 9,
  'RFC 7636': 8,
  'RFC 7662': 6,
  'RFC 8252': 10,
  'RFC 8414': 8,
  'RFC 8628': 8,
  'RFC 8693': 8,
  'RFC 8725': 7,
  'RFC 9101': 14,
  'RFC 9110': 19,
  'RFC 9126': 10,
  'RFC 9207': 6,
  'RFC 9325': 9,
  'RFC 9700': 7,
  'RFC 9701': 12,
  'OIDC Core 1.0': 19,
}

/** So many sections may follow the last one that is known among its sisters: those that say nothing of servers are not listed. */
const unlisted = 3

const form = /^(?:\d+|[A-Z])(?:\.\d+)*$/

/** What is wrong with the section of a law, for the end of a sentence that names the document; undefined for one that may exist. */
export function sectionFault(document: SpecName, section: unknown): string | undefined {
  if (document === promises) return undefined
  if (typeof section !== 'string' || !form.test(section))
    return `expected a section as 4.1.2 or A.4, got ${section === undefined ? 'none' : JSON.stringify(section)}`
  if (mayExist(document, section.split('.'))) return undefined
  return `no section ${section}; ${hintFor(document, section)}`
}

function mayExist(document: SpecName, [chapter = '', ...deeper]: readonly string[]): boolean {
  if (!/^\d/.test(chapter)) return true
  if (Number(chapter) < 1 || Number(chapter) > (lastChapter[document] ?? Infinity)) return false
  let parent = chapter
  return deeper.every((part) => {
    const last = lastBelow(document, parent)
    parent = `${parent}.${part}`
    return Number(part) >= 1 && Number(part) <= last + unlisted
  })
}

/** The number of the last section that is known directly below another. */
function lastBelow(document: SpecName, parent: string): number {
  const below = Object.keys(sections[document] ?? {}).filter((each) => each.startsWith(`${parent}.`))
  const numbers = below.map((each) => Number(each.slice(parent.length + 1).split('.')[0]))
  return numbers.length === 0 ? Infinity : Math.max(...numbers)
}

function hintFor(document: SpecName, section: string): string {
  const titles = sections[document] ?? {}
  const near = nearest(section, Object.keys(titles))
  if (near !== undefined) return `did you mean ${near} (${titles[near]})?`
  const last = lastChapter[document]
  return last === undefined ? 'look it up' : `its sections end before ${last + 1}`
}
