import { readFile, writeFile } from 'node:fs/promises'
import { isDeepStrictEqual, parseArgs } from 'node:util'

import { mockSchemaText } from '../mock-server/file-schema-text.ts'

/** Writes schema/mock.schema.json; with --check it writes nothing and exits 1 when the file is not up to date. Usage: mock-schema [--check] */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const place = new URL('../../schema/mock.schema.json', import.meta.url)
const text = mockSchemaText()
const before: unknown = JSON.parse(await readFile(place, 'utf8').catch(() => 'null'))
const same = isDeepStrictEqual(before, JSON.parse(text))

if (!values.check && !same) await writeFile(place, text)
if (values.check && !same) {
  console.log('schema/mock.schema.json is not up to date; run: node dist/scripts/mock-schema.js')
  process.exitCode = 1
}
