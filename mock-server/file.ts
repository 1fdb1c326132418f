import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { mockFileSchema } from './file-schema.ts'
import type { MockOptions } from './options.ts'

// Loaded on first use: whoever starts a mock from code should not wait for a YAML parser.
async function validator(): Promise<ValidateFunction<MockOptions>> {
  const { Ajv } = await import('ajv')
  return new Ajv({ allErrors: true }).compile<MockOptions>(mockFileSchema)
}

/** Reads mock options from a YAML or JSON file; rejects with every wrong key by name when the file does not fit. */
export async function readMockFile(path: string): Promise<MockOptions> {
  const text = await readFile(path, 'utf8')
  const [options, validate] = await Promise.all([parsed(path, text), validator()])
  if (validate(options)) return besideFile(path, options)
  const problems = (validate.errors ?? []).map(explain)
  throw new Error(`Expected mock options in ${path}, got:\n${problems.join('\n')}\nCorrect these keys.`)
}

/** The paths of certificates in a file are relative to the file. */
function besideFile(path: string, options: MockOptions): MockOptions {
  const { tls } = options
  if (tls === undefined || tls === 'development' || !('certFile' in tls)) return options
  const beside = (file: string): string => resolve(dirname(path), file)
  return { ...options, tls: { certFile: beside(tls.certFile), keyFile: beside(tls.keyFile) } }
}

async function parsed(path: string, text: string): Promise<unknown> {
  const { parse } = await import('yaml')
  try {
    return parse(text) ?? {}
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
