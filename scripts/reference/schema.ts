import { readFileSync } from 'node:fs'

import { projectRoot } from '../project-root.ts'

/** What the reference reads of a JSON Schema (draft-07). */
export interface Schema {
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: string | number | boolean | null
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
  readonly $ref?: string
}

/** Reads a schema of the folder schema/ by its name without `.schema.json`. */
export function readSchema(name: string): Schema {
  const place = new URL(`schema/${name}.schema.json`, projectRoot)
  return JSON.parse(readFileSync(place, 'utf8')) as Schema
}

/** The name of the definition that a `$ref` points to. */
export function definitionName(reference: string): string {
  return reference.replace('#/definitions/', '')
}

/** The schema itself or the definition it points to. */
export function resolved(root: Schema, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const name = definitionName(schema.$ref)
  const found = root.definitions?.[name]
  if (found === undefined) throw new Error(`Expected a definition ${name}, got none. Correct the $ref in the schema.`)
  return found
}

/** What a value may be: the alternatives of anyOf and oneOf, else the schema alone. */
export function alternatives(schema: Schema): readonly Schema[] {
  const several = schema.anyOf ?? schema.oneOf
  // A oneOf that only says which members go together has no types of its own.
  if (several === undefined || schema.properties !== undefined) return [schema]
  return several
}
