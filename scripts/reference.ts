import { parseArgs } from 'node:util'

import { differences, writePages, type Generated } from './generated-pages.ts'
import { referencePages } from './reference/pages.ts'

/**
 * Writes the reference, made from commands, schemas and registers, to docs/reference/. With --check it writes nothing and
 * exits 1 when the pages there are not these.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const reference: Generated = {
  folder: 'docs/reference/',
  pages: await referencePages(),
  command: 'node dist/scripts/reference.js',
}

if (values.check) {
  const found = await differences(reference)
  console.log(
    found.length === 0 ? `${reference.folder}: ${reference.pages.size} pages are up to date` : found.join('\n'),
  )
  process.exitCode = found.length === 0 ? 0 : 1
} else {
  console.log(await writePages(reference))
}
