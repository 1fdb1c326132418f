import { endpoints } from '../wire/endpoints.ts'
import { nearest } from '../nearest.ts'
import type { AnswerRule } from './rule.ts'

interface Expectation {
  readonly fits: (value: unknown) => boolean
  readonly words: string
  /** The only values there are, for a suggestion. */
  readonly names?: readonly string[]
}

type Members = Readonly<Record<string, Expectation>>

// What may stand in error and error_description (RFC 6749, section 5.2).
const plain = /^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/
const fieldName = /^[\w!#$%&'*+.^`|~-]+$/
const fieldValue = /^[\t\x20-\x7E]*$/

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isWhole = (value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
const filled = (value: unknown, fits: (one: unknown) => boolean): boolean =>
  list(value).length > 0 && list(value).every(fits)

const texts: Expectation = { fits: (value) => filled(value, isText), words: 'a text or a list of texts' }
const milliseconds: Expectation = {
  fits: (value) => isWhole(value, 0, 600_000),
  words: 'whole milliseconds, 600000 at most',
}
const object: Expectation = { fits: isObject, words: 'an object' }
const yesOrNo: Expectation = { fits: (value) => typeof value === 'boolean', words: 'true or false' }
const protocolText: Expectation = {
  fits: (value) => isText(value) && plain.test(value),
  words: 'printable ASCII without quotes and backslashes',
}

function among(names: readonly string[], many = false): Expectation {
  const one = (value: unknown) => typeof value === 'string' && names.includes(value)
  const fits = (value: unknown) => (many ? filled(value, one) : one(value))
  return { fits, words: `${many ? 'one or more' : 'one'} of ${names.join(', ')}`, names }
}

const rule: Members = {
  id: { fits: isText, words: 'a text' },
  when: object,
  times: { fits: (value) => value === 'always' || isWhole(value, 1), words: "a whole number from 1 on, or 'always'" },
  answer: object,
}

const selector: Members = {
  endpoint: among(endpoints, true),
  grant: texts,
  client: texts,
  user: texts,
  scope: texts,
  method: texts,
  call: {
    fits: (value) => filled(value, (one) => isWhole(one, 1)),
    words: 'a whole number from 1 on, or a list of them',
  },
  every: { fits: (value) => isWhole(value, 1), words: 'a whole number from 1 on' },
  probability: {
    fits: (value) => typeof value === 'number' && value > 0 && value <= 1,
    words: 'a number above 0 and at most 1',
  },
  seed: { fits: (value) => isWhole(value, 0), words: 'a whole number from 0 on' },
}

const action: Members = {
  error: protocolText,
  description: protocolText,
  status: { fits: (value) => isWhole(value, 200, 599), words: 'an HTTP status from 200 to 599' },
  retryAfter: {
    fits: (value) => isWhole(value, 0) || (isText(value) && !Number.isNaN(Date.parse(value))),
    words: 'whole seconds or an HTTP date',
  },
  headers: {
    fits: (value) =>
      isObject(value) &&
      Object.entries(value).every(
        ([name, text]) =>
          fieldName.test(name) && (text === null || (typeof text === 'string' && fieldValue.test(text))),
      ),
    words: 'an object of header fields, each a text or null',
  },
  body: { fits: (value) => typeof value === 'string' || isObject(value), words: 'a text or an object' },
  json: object,
  serve: yesOrNo,
  delay: milliseconds,
  reset: among(['before', 'midway', 'after']),
  trickle: milliseconds,
}

const patch: Members = { set: object, remove: { ...texts, words: 'a list of member names' } }

/** Throws on data that is no rule, with the member to correct; `name` is what the rule is called in the error. */
export function assertRule(value: unknown, name = 'rule'): asserts value is AnswerRule {
  const { when, answer } = members(value, name, rule)
  if (when !== undefined) {
    const { probability, seed } = members(when, `${name}.when`, selector)
    if (seed !== undefined && probability === undefined) {
      throw new Error(`Expected ${name}.when.probability beside seed, got none. Give both or neither.`)
    }
  }
  const does = members(answer, `${name}.answer`, action)
  if (Object.keys(does).length === 0) {
    throw new Error(
      `Expected ${name}.answer to say what happens, got nothing. Give one of ${Object.keys(action).join(', ')}.`,
    )
  }
  if (does['json'] !== undefined) members(does['json'], `${name}.answer.json`, patch)
  refuseContradictions(does, name)
}

const contradictions: readonly (readonly [string, string])[] = [
  ['error', 'json'],
  ['body', 'json'],
  ['reset', 'trickle'],
]

function refuseContradictions(does: Record<string, unknown>, name: string): void {
  const has = (member: string) => does[member] !== undefined
  if (has('description') && !has('error')) {
    throw new Error(`Expected ${name}.answer.error beside description, got none. Give the error it describes.`)
  }
  if (does['reset'] === 'before' && Object.keys(does).some((member) => member !== 'reset' && member !== 'delay')) {
    throw new Error(`Expected ${name}.answer.reset 'before' alone or with delay, got more. Nothing else would be seen.`)
  }
  for (const [one, other] of contradictions) {
    if (has(one) && has(other)) {
      throw new Error(`Expected either ${name}.answer.${one} or ${name}.answer.${other}, got both. Leave one out.`)
    }
  }
}

function members(value: unknown, name: string, known: Members): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`Expected ${name} to be an object, got ${shown(value)}. Write it as { … }.`)
  for (const [key, given] of Object.entries(value)) {
    const expected = known[key]
    if (!expected) {
      const names = Object.keys(known)
      throw new Error(`Expected ${name} to have members among ${names.join(', ')}, got "${key}". ${fix(key, names)}`)
    }
    if (given === undefined || expected.fits(given)) continue
    const wrong = list(given).find((one) => typeof one === 'string' && expected.names?.includes(one) === false)
    const advice = typeof wrong === 'string' ? fix(wrong, expected.names ?? []) : 'Correct it.'
    throw new Error(`Expected ${name}.${key} to be ${expected.words}, got ${shown(given)}. ${advice}`)
  }
  return value
}

function fix(word: string, names: readonly string[]): string {
  const near = nearest(word, names)
  return near === undefined ? 'Correct it.' : `Did you mean "${near}"?`
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80)
}
