import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnySchema, ErrorObject } from 'ajv'

/** The published schemas, by the name of their file in `schema/`. */
export type SchemaName = 'config' | 'known'

/** Tells whether data has the shape; when not, `errors` holds why. */
export interface Validator<T> {
  (data: unknown): data is T
  errors?: ErrorObject[] | null
}

const compiled = new Map<SchemaName, Promise<Validator<unknown>>>()

/** Compiles a published schema on first use. T is the hand-written type of what the schema accepts. */
export async function schemaValidator<T>(name: SchemaName): Promise<Validator<T>> {
  const ready = compiled.get(name) ?? compile(name)
  compiled.set(name, ready)
  return (await ready) as Validator<T>
}

async function compile(name: SchemaName): Promise<Validator<unknown>> {
  const [{ Ajv }, schema] = await Promise.all([import('ajv'), readSchema(name)])
  // Half of the start-up time goes into checking and polishing a schema that is fixed and used once or twice.
  const quick = { validateSchema: false, code: { optimize: false } }
  const ajv = new Ajv({ ...quick, allErrors: true, verbose: true, allowUnionTypes: true, validateFormats: false })
  return ajv.compile(schema)
}

/** The schemas stay at the package root, which is one folder further up for built files than for sources. */
async function readSchema(name: SchemaName, folder = dirname(fileURLToPath(import.meta.url))): Promise<AnySchema> {
  const file = join('schema', `${name}.schema.json`)
  const text = await readFile(join(folder, file), 'utf8').catch(() => undefined)
  if (text !== undefined) return JSON.parse(text)
  const parent = dirname(folder)
  if (parent !== folder) return readSchema(name, parent)
  throw new Error(`Expected ${file} in the package, found none; install oauth-assay again`)
}
