import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { mockSchemaText } from '../mock-server/file-schema-text.ts'

/** Writes schema/mock.schema.json; with --check it writes nothing and exits 1 when the file is not up to date. Usage: mock-schema [--check] */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const place = new URL('../../schema/mock.schema.json', import.meta.url)
const text = mockSchemaText()
const same = (await readFile(place, 'utf8').catch(() => '')) === text

if (!values.check) await writeFile(place, text)
else if (!same) {
  console.log('schema/mock.schema.json is not up to date; run: node dist/scripts/mock-schema.js')
  process.exitCode = 1
}
