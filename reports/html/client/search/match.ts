import type { Finding } from '../../../lookup.ts'
import { groupBy } from '../../../group.ts'
import { areaOf } from '../../../lookup.ts'
import type { LawFacts } from '../../../model.ts'
import { standingOf } from '../verdicts.ts'
import { isLawKey, parseQuery, type Token } from './query.ts'

/**
 * Makes a test out of a search. Words of different kinds narrow, words of the same kind widen, free words narrow; what is
 * asked of a law has to be true of one and the same law.
 */
export function matcher(query: string): (finding: Finding) => boolean {
  const tokens = parseQuery(query)
  const [wanted, unwanted] = [tokens.filter(({ negated }) => !negated), tokens.filter(({ negated }) => negated)]
  const ofLaws = alternatives(wanted.filter(({ kind }) => isLawKey(kind)))
  const ofResult = alternatives(wanted.filter(({ kind }) => !isLawKey(kind)))
  return (finding) =>
    ofResult.every((group) => group.some((token) => holds(token, finding))) &&
    (ofLaws.length === 0 ||
      finding.check.laws.some((law) => ofLaws.every((group) => group.some((token) => holdsFor(token, law))))) &&
    !unwanted.some((token) =>
      isLawKey(token.kind) ? finding.check.laws.some((law) => holdsFor(token, law)) : holds(token, finding),
    )
}

/** Free words stand alone, all others with those of their kind. */
function alternatives(tokens: readonly Token[]): Token[][] {
  return [...groupBy(tokens, (token) => (token.kind === 'text' ? `text ${token.value}` : token.kind)).values()]
}

function holds(token: Token, { result, check, target }: Finding): boolean {
  switch (token.kind) {
    case 'standing':
      return standingOf(result) === token.value
    case 'unstable':
      return result.unstable
    case 'need':
      return check.needs.some((need) => glob(token.value, need))
    case 'target':
      return glob(token.value, target.name)
    case 'area':
      return glob(token.value, areaOf(result.check))
    case 'id':
      return glob(token.value, result.check)
    case 'text':
      return [result.check, check.title, result.because, result.expected, result.actual, check.holds].some((text) =>
        text?.toLowerCase().includes(token.value),
      )
    default:
      return false
  }
}

function holdsFor(token: Token, law: LawFacts): boolean {
  if (token.kind === 'level') return law.level.toLowerCase() === token.value
  if (token.kind === 'section') return glob(token.value, law.section)
  return token.kind === 'doc' && namesDocument(token.value, law.document)
}

/** A document goes by its first words, run together or not: `rfc6749`, `oauth2.1` and `oidc` are names, `rfc67` is none. */
function namesDocument(value: string, document: string): boolean {
  const plain = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/gu) ?? []
  const asked = plain(value).join('')
  let name = ''
  return plain(document).some((part) => (name += part) === asked)
}

function glob(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  const subject = text.toLowerCase()
  if (last === undefined) return subject === first
  if (!subject.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = subject.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return subject.length - last.length >= at && subject.endsWith(last)
}
