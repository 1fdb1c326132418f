import type { Standing } from '../verdicts.ts'
import { standings } from '../verdicts.ts'

const lawKeys = ['doc', 'section', 'level'] as const
const keys = [...lawKeys, 'need', 'target', 'id', 'area'] as const

export type LawKey = (typeof lawKeys)[number]
export type Key = (typeof keys)[number]

/** One word of a search. */
export type Token = { readonly negated: boolean } & (
  | { readonly kind: 'standing'; readonly value: Standing }
  | { readonly kind: 'unstable' }
  | { readonly kind: Key; readonly value: string }
  | { readonly kind: 'text'; readonly value: string }
)

const word = /(?<not>!?)(?:(?<key>[a-z]+):)?(?:"(?<quoted>[^"]*)"?|(?<bare>\S+))/giu

/** Reads a search such as `fail !skip doc:rfc6749 id:code.* "access token"`; every text is a valid one. */
export function parseQuery(text: string): Token[] {
  return [...text.matchAll(word)].flatMap(({ groups = {} }) => {
    const { not = '', key = '', quoted, bare } = groups
    const value = (quoted ?? bare ?? '').toLowerCase()
    return value === '' ? [] : [token(not !== '', key.toLowerCase(), value, quoted !== undefined)]
  })
}

/** Writes a word so that parseQuery reads it back: in quotes where it holds spaces. */
export function written(key: Key, value: string): string {
  return /\s/u.test(value) ? `${key}:"${value}"` : `${key}:${value}`
}

function token(negated: boolean, key: string, value: string, quoted: boolean): Token {
  const known = keys.find((name) => name === key)
  if (known !== undefined) return { negated, kind: known, value }
  if (key !== '') return { negated, kind: 'text', value: `${key}:${value}` }
  const standing = standings.find((name) => name === value)
  if (standing !== undefined && !quoted) return { negated, kind: 'standing', value: standing }
  return value === 'unstable' && !quoted ? { negated, kind: 'unstable' } : { negated, kind: 'text', value }
}

/** Whether a word is about one law and not about the check. */
export function isLawKey(kind: Token['kind']): kind is LawKey {
  return lawKeys.some((name) => name === kind)
}
