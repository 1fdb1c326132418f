import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { loadChecks } from '../harness/catalogue.ts'
import { leftOut } from '../suites/left-out.ts'
import { cataloguePages } from './catalogue/pages.ts'

/**
 * Writes the catalogue of the bundled checks, one page for each area, to docs/catalogue/. With --check it writes nothing
 * and exits 1 when the pages there are not these.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const folder = new URL('../../docs/catalogue/', import.meta.url)
const pages = cataloguePages(await loadChecks(), leftOut)
const present = await readdir(folder).catch(() => [])
const obsolete = present.filter((name) => !pages.has(name))

if (values.check) {
  const differing = await Promise.all([...pages].map(async ([name, text]) => ((await read(name)) === text ? [] : name)))
  for (const name of differing.flat()) console.log(`docs/catalogue/${name} is not what the checks say`)
  for (const name of obsolete) console.log(`docs/catalogue/${name} describes no area`)
  const faults = differing.flat().length + obsolete.length
  console.log(
    faults === 0 ? `catalogue: ${pages.size} pages are up to date` : 'write them with: node dist/scripts/catalogue.js',
  )
  process.exitCode = faults === 0 ? 0 : 1
} else {
  await mkdir(folder, { recursive: true })
  await Promise.all(obsolete.map((name) => rm(new URL(name, folder))))
  await Promise.all([...pages].map(([name, text]) => writeFile(new URL(name, folder), text)))
  console.log(`catalogue: ${pages.size} pages in ${fileURLToPath(folder)}`)
}

function read(name: string): Promise<string> {
  return readFile(new URL(name, folder), 'utf8').catch(() => '')
}
