import type { ErrorObject } from 'ajv'
import { nearest } from '../nearest.ts'
import type { Finding, Path } from './problem.ts'
import { type ShowValue, typeName } from './shown-value.ts'

const typeWords: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and values',
}

/** The finding for a value of the wrong type, form or size: what was expected, what came, what to write. */
export function expectation(error: ErrorObject, path: Path, show: ShowValue): Finding {
  const { expected, fix } = wanted(error)
  const remedy = fix ?? near(error)
  return {
    path,
    message: `expected ${expected}, got ${show(path, error.data)}`,
    ...(remedy === undefined ? {} : { fix: remedy }),
  }
}

interface Wanted {
  readonly expected: string
  readonly fix?: string | undefined
}

function wanted({ keyword, params, parentSchema, data }: ErrorObject): Wanted {
  const title: unknown = parentSchema?.['title']
  const named = typeof title === 'string' ? title : undefined
  switch (keyword) {
    case 'type':
      return { expected: named ?? typePhrase(params['type']), fix: retype(params['type'], data) }
    case 'enum':
      return { expected: allowed(params['allowedValues'], data) }
    case 'minimum':
      return { expected: `at least ${params['limit']}` }
    case 'maximum':
      return { expected: `at most ${params['limit']}` }
    case 'minLength':
      return { expected: named ?? 'text', fix: 'write a value or remove the key' }
    case 'minItems':
      return { expected: `at least ${params['limit']} item`, fix: 'add an item with "- "' }
    default:
      return { expected: named ?? 'another value' }
  }
}

function typePhrase(type: unknown): string {
  const types: unknown[] = Array.isArray(type) ? type : [type]
  return types.map((one) => typeWords[String(one)] ?? String(one)).join(' or ')
}

function retype(type: unknown, data: unknown): string | undefined {
  if (data === null) return 'write a value, or remove the key'
  if (type === 'string' && (typeof data === 'number' || typeof data === 'boolean')) return 'put the value in quotes'
  if (type === 'array' && typeof data === 'string') return 'write a list: [value, value], or one "- value" per line'
  if (type === 'object') return `write keys and values below it, indented; ${typeName(data)} cannot stand here`
  if (typeof data !== 'string') return undefined
  if (type === 'boolean') return 'write true or false, without quotes; what a ${…} reference holds is always text'
  if (type === 'integer') return 'write digits, without quotes; what a ${…} reference holds is always text'
  return undefined
}

const many = 8

/** A long list is told only to those who are far from all of it. */
function allowed(values: unknown, data: unknown): string {
  const words = Array.isArray(values) ? values.map(String) : []
  if (words.length <= many || typeof data !== 'string' || resemblance(data, words) === undefined)
    return `one of ${words.join(', ')}`
  return `one of ${words.length} names`
}

/** `did you mean` from the allowed or the example values of the schema. */
function near({ keyword, params, parentSchema, data }: ErrorObject): string | undefined {
  const values: unknown = keyword === 'enum' ? params['allowedValues'] : parentSchema?.['examples']
  if (typeof data !== 'string' || !Array.isArray(values)) return undefined
  const word = resemblance(data, values.map(String))
  return word === undefined ? undefined : `did you mean ${word}?`
}

/** `device_code` is meant to be the URN that ends so. */
function resemblance(word: string, values: readonly string[]): string | undefined {
  return values.find((value) => value.endsWith(`:${word}`)) ?? nearest(word, values)
}
