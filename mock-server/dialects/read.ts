import { misspeltClients } from '../file-problem.ts'
import { mockFileSchema } from '../file-schema.ts'
import { readFitting } from '../file-source.ts'
import type { Dialect } from './dialect.ts'

const text = { type: 'string', minLength: 1 } as const
const { dialect: _dialect, ...options } = mockFileSchema.properties.tenant.properties

const dialectSchema = {
  type: 'object',
  required: ['name', 'options'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
    title: text,
    about: text,
    quirks: {
      type: 'array',
      items: {
        type: 'object',
        required: ['what', 'source'],
        additionalProperties: false,
        properties: { what: text, source: text },
      },
    },
    options: { ...mockFileSchema.properties.tenant, properties: options },
  },
} as const

/** Whether what stands for a dialect is the path of a file and no name. */
export function isDialectFile(dialect: string): boolean {
  return /[./\\]/.test(dialect)
}

/** Reads a dialect from a YAML or JSON file; rejects with the place and name of every wrong key when the file does not fit. */
export async function readDialectFile(path: string): Promise<Dialect> {
  const {
    name,
    title = name,
    about = '',
    quirks = [],
    options: told,
  } = await readFitting<Pick<Dialect, 'name' | 'options'> & Partial<Dialect>>(path, dialectSchema, {
    what: 'a dialect',
    further: ({ options }) => misspeltClients(['options'], options),
  })
  return { name, title, about, quirks, options: told }
}
