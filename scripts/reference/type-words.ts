import { code, slug } from '../catalogue/markdown.ts'
import { alternatives, definitionName, resolved, type Schema } from './schema.ts'
import type { Outline } from './sections.ts'

/** What it takes to say a type: the schema around it, its outline, and pages that tell definitions by name. */
export interface Words {
  readonly root: Schema
  readonly outline: Outline
  readonly elsewhere: Readonly<Record<string, string>>
}

/** The type of a value in words; objects and long lists of names are links to where they are told. */
export function typeWords(given: Schema, words: Words): string {
  const name = given.$ref === undefined ? undefined : definitionName(given.$ref)
  const page = name === undefined ? undefined : words.elsewhere[name]
  if (name !== undefined && page !== undefined) return `[${name}](${page})`
  const schema = resolved(words.root, given)
  const place = words.outline.told.get(schema)
  const kinds = alternatives(schema).map((each) => kindWords(each, place, words))
  return [...new Set(kinds)].join(' or ')
}

function kindWords(given: Schema, place: string | undefined, words: Words): string {
  if (given.$ref !== undefined) return typeWords(given, words)
  const { const: constant, enum: values, type, items, properties, additionalProperties: others } = given
  if (constant !== undefined) return code(String(constant))
  if (values !== undefined) return values.map((value) => code(String(value))).join(', ')
  if (properties !== undefined) return objectLink(words.outline.told.get(given) ?? place ?? '', words.outline)
  if (items !== undefined) return `list of ${typeWords(items, words)}`
  if (typeof others === 'object') return `names, each with ${typeWords(others, words)}`
  const simple = typeof type === 'string' ? [type] : (type ?? ['anything'])
  return simple.map((one) => (one === 'integer' || one === 'number' ? numberWords(one, given) : one)).join(' or ')
}

function numberWords(type: string, { minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `${type}, ${minimum} to ${maximum}`
  if (minimum !== undefined) return `${type}, at least ${minimum}`
  return maximum === undefined ? type : `${type}, at most ${maximum}`
}

function objectLink(path: string, { sections }: Outline): string {
  return sections.some((section) => section.path === path) ? `[object](#${slug(sectionTitle(path))})` : 'object'
}

/** The heading of the section that tells an object. */
export function sectionTitle(path: string): string {
  return path === '' ? 'The file' : code(path)
}
