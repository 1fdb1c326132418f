import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { differences, newlyBlocked, readPage } from './interop/committed.ts'
import { htmlPage } from './interop/html-page.ts'
import { cellsOf, judge } from './interop/judge.ts'
import { markdownPage } from './interop/markdown-page.ts'
import { verdicts, type Column, type Matrix } from './interop/model.ts'
import { findServers, packagesOf } from './interop/servers.ts'

/**
 * Starts and judges the servers of fixtures/targets/ one after another and holds each against its baseline. Usage:
 * interop [name…] [--write | --check]. --write makes docs/interop.md and docs/interop.html, --check exits 1 when they are
 * not what the runs found; both need all servers.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
})
const root = fileURLToPath(new URL('../../', import.meta.url))
const targets = join(root, 'fixtures/targets')
const maxWait = 15

const all = await findServers(targets)
const unknown = positionals.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`Expected names of ${all.join(', ')}, got ${unknown.join(', ')}.`)
  process.exit(2)
}

const committed = readPage(await readFile(join(root, 'docs/interop.md'), 'utf8').catch(() => ''))
const columns: Column[] = []
const laws = new Map<string, Matrix['laws'][number]>()
let faults = 0
// One after another: they share the machine, and checks of expiry look at the clock.
for (const name of positionals.length === 0 ? all : all.filter((each) => positionals.includes(each))) {
  // oxlint-disable-next-line no-await-in-loop -- see above
  faults += await judgeOne(name)
}
if ((values.write || values.check) && columns.length === all.length) faults += await compare()
else if (values.write || values.check)
  console.log('docs/interop.*: left as they are, because not every server was judged')
process.exitCode = faults === 0 ? 0 : 1

async function judgeOne(name: string): Promise<number> {
  const started = performance.now()
  const folder = join(targets, name)
  try {
    const { run, faults: broken } = await judge(folder, maxWait)
    const packages = await packagesOf(folder, join(root, 'node_modules'))
    const column: Column = { name, packages, cells: cellsOf(run) }
    columns.push(column)
    const found = values.write ? broken : [...broken, ...newlyBlocked(committed, column)]
    for (const check of run.checks) laws.set(check.id, check)
    const counts = verdicts.flatMap((verdict) => {
      const number = run.results.filter((result) => result.verdict === verdict).length
      return number === 0 ? [] : [`${number} ${verdict}`]
    })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const ending = found.length === 0 ? 'as expected' : `${found.length} unexpected`
    console.log(`${name.padEnd(24)} ${counts.join(' · ')} · ${seconds} s · ${ending}`)
    for (const fault of found) console.log(`  ${fault}`)
    return found.length
  } catch (error) {
    console.log(`${name.padEnd(24)} not judged: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

/** Writes the pages, or tells where the committed ones differ. */
async function compare(): Promise<number> {
  const matrix: Matrix = { laws: [...laws.values()], columns }
  const pages = [
    ['docs/interop.md', markdownPage(matrix)],
    ['docs/interop.html', htmlPage(matrix)],
  ] as const
  if (values.write) {
    await Promise.all(pages.map(([path, text]) => writeFile(join(root, path), text)))
    return 0
  }
  for (const column of columns)
    for (const difference of differences(committed, column)) console.log(`${column.name}  ${difference}`)
  const present = await Promise.all(pages.map(([path]) => readFile(join(root, path), 'utf8').catch(() => '')))
  const differing = pages.filter(([, text], index) => text !== present[index])
  for (const [path] of differing)
    console.log(`${path} is not what the runs found; write it with: npm run interop -- --write`)
  return differing.length
}
