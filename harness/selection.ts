import type { Check } from './check.ts'
import { nearest } from './target/nearest.ts'
import { UsageError } from './usage-error.ts'

type Matches = (check: Check) => boolean

/**
 * The checks that any of the selectors means, in their order: an id, a glob (`code.*`), an area (`code`), a document
 * (`rfc6749`, `oidc-core`) or a section with what is below it (`rfc6749/4.1`). No selector means every check.
 * Throws UsageError when a selector means nothing, naming the nearest that does.
 */
export function select(checks: readonly Check[], selectors: readonly string[]): Check[] {
  if (selectors.length === 0) return [...checks]
  const chosen = new Set(selectors.flatMap((selector) => matching(checks, selector)))
  return checks.filter((check) => chosen.has(check))
}

/** The area of a check: the first segment of its id. */
export function areaOf(id: string): string {
  return id.split('.', 1)[0] ?? id
}

/** A document as selectors write it: `RFC 6749` → `rfc6749`, `OIDC Core 1.0` → `oidc-core-1.0`. */
export function documentSlug(document: string): string {
  return document
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
    .replace(/^rfc-/, 'rfc')
}

function matching(checks: readonly Check[], selector: string): Check[] {
  const found = checks.filter(meaning(selector))
  if (found.length > 0) return found
  const near = nearest(selector, names(checks))
  const hint = near === undefined ? 'see: npx oauth-assay list' : `did you mean ${near}?`
  throw new UsageError(`no check matches "${selector}"; ${hint}`)
}

function meaning(selector: string): Matches {
  if (selector.includes('*')) return byGlob(selector)
  const [document = '', section] = selector.split('/', 2)
  const slug = documentSlug(document)
  const byLaw: Matches = (check) =>
    check.law.some((law) => isDocument(law.document, slug) && (section === undefined || isWithin(law.section, section)))
  return (check) => check.id === selector || areaOf(check.id) === selector || byLaw(check)
}

function byGlob(selector: string): Matches {
  const source = selector.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`^${source.join('.*')}$`)
  return (check) => pattern.test(check.id)
}

function isDocument(document: string, slug: string): boolean {
  const own = documentSlug(document)
  return own === slug || own.startsWith(`${slug}-`)
}

function isWithin(section: string, whole: string): boolean {
  return section === whole || section.startsWith(`${whole}.`)
}

function names(checks: readonly Check[]): string[] {
  const laws = checks.flatMap((check) => check.law)
  const all = [
    ...checks.flatMap(({ id }) => [id, areaOf(id)]),
    ...laws.map(({ document }) => documentSlug(document)),
    ...laws.map(({ document, section }) => `${documentSlug(document)}/${section}`),
  ]
  return [...new Set(all)]
}
