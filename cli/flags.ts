import { resolve } from 'node:path'

import type { Shard } from '../harness/engine/shard.ts'
import { nearest } from '../harness/target/nearest.ts'
import { UsageError } from '../harness/usage-error.ts'

/** Collects a repeatable flag. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}

/** Reads a number not below zero; `flag` names it in the complaint. */
export function amount(flag: string): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number
    throw new UsageError(`${flag}: expected a number not below 0, got "${text}"`)
  }
}

/** Reads a number above zero; `flag` names it in the complaint. */
export function positive(flag: string): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number
    throw new UsageError(`${flag}: expected a number above 0, got "${text}"`)
  }
}

/** Reads a whole number of at least one; `flag` names it in the complaint. */
export function count(flag: string): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (Number.isSafeInteger(number) && number >= 1) return number
    throw new UsageError(`${flag}: expected a whole number of at least 1, got "${text}"`)
  }
}

/** Reads which part of a run is meant: `1/3` is the first of three. */
export function shard(text: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? []
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count }
  throw new UsageError(`--shard: expected a part and the number of parts, as 1/3, got "${text}"`)
}

/** Throws UsageError unless the word is among the known ones; the message names the nearest. */
export function oneOf(what: string, word: string, known: readonly string[]): void {
  if (known.includes(word)) return
  throw new UsageError(`no ${what} is called "${word}"${hintAt(word, known)}`)
}

const fewEnough = 12
const kinShown = 5

function hintAt(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  if (near !== undefined) return `; did you mean ${near}?`
  if (known.length <= fewEnough) return `; there are: ${known.join(', ')}`
  const kin = kinOf(word, known)
  return kin.length === 0 ? '' : `; did you mean one of ${kin.slice(0, kinShown).join(', ')}?`
}

/** The known words that share most parts with a word of several, such as pkce-off. */
function kinOf(word: string, known: readonly string[]): string[] {
  const parts = new Set(word.split('-'))
  const shared = (one: string): number => one.split('-').filter((part) => parts.has(part)).length
  return known.filter((one) => shared(one) > 0).toSorted((left, right) => shared(right) - shared(left))
}

/** Paths as typed, made absolute. */
export function absolute(cwd: string, files: readonly string[] = []): string[] {
  return files.map((file) => resolve(cwd, file))
}
