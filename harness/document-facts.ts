import type { CheckFacts, DocumentFacts } from '../reports/model.ts'
import { lawUrl, promises, specifications, type SpecName } from './law.ts'
import { profiles, type ProfileName } from './profile.ts'
import { sections } from './sections.ts'

/** The documents that checks cite or a profile puts in force, with their sections about servers, as reports tell them. */
export function documentFacts(profile: ProfileName, checks: readonly CheckFacts[]): DocumentFacts[] {
  const cited = new Set(checks.flatMap(({ laws }) => laws.map(({ document }) => document)))
  const inForce: readonly SpecName[] = [...profiles[profile], promises]
  return names()
    .filter((name) => cited.has(name) || (inForce.includes(name) && name !== promises))
    .map((name) => ({
      name,
      title: specifications[name].title,
      url: specifications[name].url,
      binding: inForce.includes(name),
      sections: Object.entries(sections[name] ?? {}).map(([section, title]) => ({
        section,
        title,
        url: lawUrl({ document: name, section }),
      })),
    }))
}

function names(): SpecName[] {
  return Object.keys(specifications).filter((name): name is SpecName => Object.hasOwn(specifications, name))
}
