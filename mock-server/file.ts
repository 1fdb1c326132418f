import { readFile } from 'node:fs/promises'
import { Ajv, type ErrorObject } from 'ajv'
import { parse } from 'yaml'
import { mockFileSchema } from './file-schema.ts'
import type { MockOptions } from './options.ts'

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<MockOptions>(mockFileSchema)

/** Reads mock options from a YAML or JSON file; rejects with every wrong key by name when the file does not fit. */
export async function readMockFile(path: string): Promise<MockOptions> {
  const text = await readFile(path, 'utf8')
  const options = parsed(path, text) ?? {}
  if (validate(options)) return options
  const problems = (validate.errors ?? []).map(explain)
  throw new Error(`Expected mock options in ${path}, got:\n${problems.join('\n')}\nCorrect these keys.`)
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Expected YAML or JSON in ${path}, got text that is neither: ${reason}. Correct it.`, { cause })
  }
}

function explain({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const key = instancePath.slice(1).replaceAll('/', '.')
  const extra: unknown = params['additionalProperty']
  if (typeof extra === 'string') return `  ${[key, extra].filter(Boolean).join('.')}: no such key`
  const values: unknown = params['allowedValues']
  const choice = Array.isArray(values) ? ` (${values.join(', ')})` : ''
  return `  ${key || 'the file'}: ${message}${choice}`
}
