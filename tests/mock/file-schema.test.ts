import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { mockFileSchema } from '../../mock-server/file-schema.ts'
import { mockSchemaText } from '../../mock-server/file-schema-text.ts'
import { settle } from '../../mock-server/defaults.ts'

const published = readFileSync(new URL('../../schema/mock.schema.json', import.meta.url), 'utf8')

test('the published schema is the one files are read with; else run: node dist/scripts/mock-schema.js && oxfmt schema', () => {
  expect(JSON.parse(published)).toEqual(JSON.parse(mockSchemaText()))
})

test('it compiles, and takes what it should and nothing else', () => {
  const fits = new Ajv({ allErrors: true }).compile(JSON.parse(published))
  expect(fits({ $schema: 'x', port: 1, control: { token: 't' }, tenant: { login: 'picker' } })).toBe(true)
  expect(fits({ control: 'everybody' })).toBe(false)
  expect(fits({ tenant: { hooks: {} } })).toBe(false)
})

test('it knows every option a tenant has', () => {
  const { unchecked: _unchecked, ...options } = settle()
  const inProcess = ['hooks']
  const known = Object.keys(mockFileSchema.properties.tenant.properties)
  expect(Object.keys(options).filter((name) => !inProcess.includes(name) && !known.includes(name))).toEqual([])
})
