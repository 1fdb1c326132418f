import { parseArgs } from 'node:util'

import { loadChecks } from '../harness/catalogue.ts'
import { leftOut } from '../suites/left-out.ts'
import { cataloguePages } from './catalogue/pages.ts'
import { differences, writePages, type Generated } from './generated-pages.ts'

/**
 * Writes the catalogue of the bundled checks, one page for each area, to docs/catalogue/. With --check it writes nothing
 * and exits 1 when the pages there are not these.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const catalogue: Generated = {
  folder: 'docs/catalogue/',
  pages: cataloguePages(await loadChecks(), leftOut),
  command: 'node dist/scripts/catalogue.js',
}

if (values.check) {
  const found = await differences(catalogue)
  console.log(
    found.length === 0 ? `${catalogue.folder}: ${catalogue.pages.size} pages are up to date` : found.join('\n'),
  )
  process.exitCode = found.length === 0 ? 0 : 1
} else {
  console.log(await writePages(catalogue))
}
