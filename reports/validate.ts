import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import type { ErrorObject, ValidateFunction } from 'ajv'

import type { Evidence, Run } from './model.ts'

/** Throws an Error that names the place when the value is not a run as `schema/run.schema.json` describes it. */
export async function validateRun(value: unknown): Promise<Run> {
  return valid<Run>(value, 'run')
}

/** Throws an Error that names the place when the value is not evidence as `schema/evidence.schema.json` describes it. */
export async function validateEvidence(value: unknown): Promise<Evidence> {
  return valid<Evidence>(value, 'evidence')
}

/** Compiles what validateRun needs, which takes a moment that is better spent while nothing else has to be done. */
export async function prepareValidation(): Promise<void> {
  await validator('run')
}

const validators = new Map<string, Promise<ValidateFunction>>()

async function valid<T>(value: unknown, name: string): Promise<T> {
  const validate = await validator(name)
  if (!validate(value)) throw new Error(complaint(name, validate.errors?.[0]))
  return value as T
}

function validator(name: string): Promise<ValidateFunction> {
  const compiled = validators.get(name) ?? compile(name)
  validators.set(name, compiled)
  return compiled
}

async function compile(name: string): Promise<ValidateFunction> {
  const { Ajv } = await import('ajv')
  const schema: unknown = JSON.parse(await readFile(schemaFile(name), 'utf8'))
  if (typeof schema !== 'object' || schema === null) throw new Error(`${name}.schema.json: expected an object`)
  return new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
}

/** The folder `schema` lies beside `reports` in the sources and one level higher beside the build output. */
function schemaFile(name: string): string {
  const places = ['../schema/', '../../schema/'].map((folder) =>
    fileURLToPath(new URL(`${folder}${name}.schema.json`, import.meta.url)),
  )
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`${name}.schema.json: not found; the installed package is incomplete`)
  return found
}

function complaint(name: string, error: ErrorObject | undefined): string {
  if (error === undefined) return `${name}: not valid`
  const place = error.instancePath === '' ? name : `${name}${error.instancePath}`
  const more: unknown = error.params['additionalProperty'] ?? error.params['allowedValues']
  const detail = more === undefined ? '' : `: ${Array.isArray(more) ? more.join(', ') : String(more)}`
  return `${place}: ${error.message ?? 'not valid'}${detail}`
}
