import { readFile } from 'node:fs/promises'

import { loadChecks } from '../harness/catalogue.ts'
import { leftOut } from '../suites/left-out.ts'

/**
 * Says how much of the working list of laws is implemented and proven. Usage: coverage [file…]; a file of the list is
 * named in full, and its missing laws are listed.
 */
type Laws = Readonly<Record<string, Readonly<Record<string, number>>>>
type Matrix = Readonly<Record<string, Readonly<Record<string, string>>>>

const named = process.argv.slice(2)
const laws = await read<Laws>('laws.json')
const matrix = await read<Matrix>('proof-matrix.json')
const checks = new Map((await loadChecks()).map((check) => [check.id, check]))

const isProven = (id: string): boolean => matrix[checks.get(id)?.defect ?? '']?.[id] !== undefined
const share = (ids: readonly string[], priority: (id: string) => boolean): string => {
  const wanted = ids.filter(priority)
  return `${wanted.filter((id) => checks.has(id)).length}/${wanted.length}`
}

const columns = ['file', 'entries', 'implemented', 'proven', 'left out', 'p1', 'p2', 'p3']
const rows = Object.entries(laws).map(([file, entries]) => {
  const ids = Object.keys(entries)
  const own = ids.filter((id) => checks.has(id))
  const ofPriority = (wanted: number) => share(ids, (id) => entries[id] === wanted)
  const numbers = [ids.length, own.length, own.filter(isProven).length, ids.filter((id) => id in leftOut).length]
  return [file, ...numbers.map(String), ofPriority(1), ofPriority(2), ofPriority(3)]
})
const total = columns.map((_, index) =>
  index === 0 ? 'all' : index > 4 ? '' : String(sum(rows.map((row) => Number(row[index])))),
)
const widths = columns.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)))
for (const row of [columns, ...rows, total]) {
  console.log(
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  '),
  )
}
for (const file of named) {
  for (const [id, priority] of Object.entries(laws[file] ?? {})) {
    if (!checks.has(id)) console.log(`${file}  p${priority}  ${id}  ${leftOut[id] ?? 'to do'}`)
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

async function read<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../../suites/${name}`, import.meta.url), 'utf8')) as T
}
