import type { ReportingConfiguration, ReportingDescriptor } from 'sarif'

import type { CheckFacts, LawFacts } from '../model.ts'
import { areaOf } from '../lookup.ts'
import { excerpt, printable } from '../printable.ts'
import { helpMarkdown, helpText, webAddress } from './sarif-help.ts'

// GitHub shows no more of a description, and rejects rules with more tags.
const descriptionLimit = 1024
const tagLimit = 20

// Laws carry no score of their own. One value for all of them, in the range GitHub calls high.
const securitySeverity = '8.0'

const levels: Record<LawFacts['level'], ReportingConfiguration.level> = {
  MUST: 'error',
  SECURITY: 'error',
  SHOULD: 'warning',
  MAY: 'note',
}

const strength: readonly LawFacts['level'][] = ['MUST', 'SECURITY', 'SHOULD', 'MAY']

const severities: Record<ReportingConfiguration.level, string> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
  none: 'recommendation',
}

/** A check as a SARIF rule: what the law is, where it stands, how it is tried. */
export function sarifRule(check: CheckFacts): ReportingDescriptor {
  const title = check.title || check.id
  const strongest = strength.find((level) => check.laws.some((law) => law.level === level))
  const level = strongest === undefined ? 'warning' : levels[strongest]
  const security = check.laws.some((law) => law.level === 'SECURITY')
  const helpUri = check.laws.flatMap(({ url }) => webAddress(url) ?? [])[0]
  return {
    id: check.id,
    shortDescription: { text: excerpt(title, descriptionLimit) },
    fullDescription: { text: excerpt(check.holds || title, descriptionLimit) },
    help: { text: helpText(check), markdown: helpMarkdown(check) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level },
    properties: {
      tags: tagsOf(check, security),
      precision: check.caution === null ? 'very-high' : 'high',
      ...(security ? { 'security-severity': securitySeverity } : { 'problem.severity': severities[level] }),
    },
  }
}

function tagsOf({ id, laws }: CheckFacts, security: boolean): string[] {
  const tags = [...(security ? ['security'] : []), areaOf(id), ...laws.map(({ document }) => document)]
  return [...new Set(tags.map(printable))].slice(0, tagLimit)
}
