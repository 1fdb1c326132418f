import type { CheckFacts, DocumentFacts, Run } from '../../../model.ts'
import { groupBy } from '../../../group.ts'

/** A section of a document with the checks of the run that cite it; none where it is not covered. */
export interface SectionCoverage {
  readonly section: string
  readonly title: string
  readonly url: string
  readonly checks: readonly CheckFacts[]
}

export interface DocumentCoverage {
  readonly name: string
  readonly title: string
  readonly url: string
  /** Whether it is in force under the profile; undefined where the run does not say. */
  readonly binding: boolean | undefined
  readonly sections: readonly SectionCoverage[]
}

/**
 * Which sections of which documents the checks of a run cite. Sections that only a check names are added to those the run
 * lists; documents come in the order of the run.
 */
export function coverage(run: Run): DocumentCoverage[] {
  const citations = run.checks.flatMap((check) => check.laws.map((law) => ({ check, law })))
  const cited = groupBy(citations, ({ law }) => law.document)
  const listed = run.documents ?? []
  const names = new Set(listed.map(({ name }) => name))
  const others = [...cited.keys()].filter((name) => !names.has(name)).map(unlisted)
  return [...listed, ...others].map((document) => {
    const sections = new Map(
      document.sections.map((section) => [section.section, { ...section, checks: new Set<CheckFacts>() }]),
    )
    for (const { check, law } of cited.get(document.name) ?? []) {
      const { section, url } = law
      const place = sections.get(section) ?? { section, title: '', url, checks: new Set<CheckFacts>() }
      place.checks.add(check)
      sections.set(section, place)
    }
    const ordered = [...sections.values()].toSorted((left, right) => bySection(left.section, right.section))
    return { ...document, sections: ordered.map((each) => ({ ...each, checks: [...each.checks] })) }
  })
}

/** How many sections of a document are cited by a check of the run. */
export function coveredSections({ sections }: DocumentCoverage): number {
  return sections.filter(({ checks }) => checks.length > 0).length
}

function unlisted(name: string): Omit<DocumentFacts, 'binding'> & { binding: undefined } {
  return { name, title: '', url: '', binding: undefined, sections: [] }
}

/** 4.2 before 4.10, numbers before letters. */
function bySection(left: string, right: string): number {
  const [one, other] = [left.split('.'), right.split('.')]
  for (const [index, part] of one.entries()) {
    const against = other[index]
    if (against === undefined) return 1
    const numbers = Number(part) - Number(against)
    if (numbers !== 0 && !Number.isNaN(numbers)) return numbers
    if (part !== against) return part < against ? -1 : 1
  }
  return one.length - other.length
}
