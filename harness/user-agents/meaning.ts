import { FURTHER_WORDS } from './words-further.ts'
import { WORDS } from './words.ts'
import type { Meaning } from './words.ts'

const LONGEST = 4_000
const MARKS = /[\u0300-\u036f]/g
const IDEOGRAPHS = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/

/** Text as words are compared: lower case, no accents, one space between words. */
export function plain(text: string): string {
  const base = text.slice(0, LONGEST).normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase()
  return base
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a name or id: `j_userName` reads `j user name`. */
export const nameWords = (name: string): string => plain(name.replace(/([a-z0-9])([A-Z])/g, '$1 $2'))

function pattern(phrase: string): string {
  const words = plain(phrase)
  if (phrase.startsWith('=')) return `^${words}$`
  if (IDEOGRAPHS.test(words)) return words
  return phrase.endsWith('*') ? `(?<![^ ])${words}` : `(?<![^ ])${words}(?![^ ])`
}

function compile(meaning: Meaning): RegExp {
  const phrases = [WORDS[meaning], FURTHER_WORDS[meaning] ?? {}]
    .flatMap((lines) => Object.values(lines))
    .flatMap((line) => line.split(','))
  return new RegExp(phrases.map((phrase) => pattern(phrase.trim())).join('|'), 'u')
}

const compiled = new Map<Meaning, RegExp>()

/** True when the text carries the meaning in any known language. */
export function means(text: string, meaning: Meaning): boolean {
  let known = compiled.get(meaning)
  if (known === undefined) compiled.set(meaning, (known = compile(meaning)))
  return known.test(plain(text))
}

/** True when the text carries one of the meanings. */
export const meansAny = (text: string, meanings: Meaning[]): boolean => meanings.some((each) => means(text, each))
