import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { CheckFacts } from '../reports/model.ts'
import type { Check } from './check.ts'
import { isCheck } from './check.ts'
import { importModule } from './import-module.ts'
import { lawUrl } from './law.ts'
import { isMeantAsCheck, recordFaults } from './record-faults.ts'
import { UsageError } from './usage-error.ts'

export { areaOf, documentSlug, select } from './selection.ts'

const bundled = fileURLToPath(new URL('../suites/', import.meta.url))

/**
 * Every check of the bundled suites and of the given files (paths, relative to the working directory), sorted by id.
 * Throws UsageError for a file that cannot be read or holds no check, a record that is none, and an id declared twice.
 */
export async function loadChecks(files: readonly string[] = []): Promise<Check[]> {
  const own = await bundledSuites()
  const further = await Promise.all(files.map((file) => ownChecks(resolve(file))))
  const empty = files.find((_, index) => further[index]?.checks.length === 0)
  if (empty !== undefined) {
    throw new UsageError(
      `${empty}: expected exported checks, found none; export each one: export const … = check({ … })`,
    )
  }
  return distinct([...own, ...further])
}

/** A check as the reports and the catalogue know it. */
export function checkFacts(check: Check): CheckFacts {
  return {
    id: check.id,
    title: check.title,
    laws: check.law.map((law) => ({ ...law, url: lawUrl(law) })),
    needs: [...check.needs],
    steps: Object.entries(check.steps).map(([name, text]) => ({ name, text })),
    holds: check.holds,
    caution: check.caution ?? null,
    defect: check.defect,
    ...(check.passive === true ? { passive: true } : {}),
  }
}

/** A file of checks, by its path. */
export interface CheckFile {
  readonly file: string
  readonly checks: readonly Check[]
}

/** The bundled suites, file by file. */
export async function bundledSuites(): Promise<CheckFile[]> {
  return Promise.all((await bundledFiles()).map(checksOf))
}

async function bundledFiles(): Promise<string[]> {
  const names = await readdir(bundled, { recursive: true }).catch(() => [])
  return names.filter((name) => /\.check\.[jt]s$/.test(name)).map((name) => resolve(bundled, name))
}

async function checksOf(file: string): Promise<CheckFile> {
  return { file, checks: [...new Set((await exportsOf(file)).filter(isCheck))] }
}

/** The checks of a file somebody else wrote; what is wrong with one is told before anything runs. */
async function ownChecks(file: string): Promise<CheckFile> {
  for (const record of (await exportsOf(file)).filter(isMeantAsCheck)) {
    const faults = recordFaults(record)
    if (faults.length === 0) continue
    const name = 'id' in record ? String(record.id) : 'a check without an id'
    throw new UsageError(`${file}: ${name}: ${faults.join('; ')}`)
  }
  return checksOf(file)
}

async function exportsOf(file: string): Promise<unknown[]> {
  return Object.values(await importModule(file)).flatMap((value: unknown) => value)
}

function distinct(files: readonly CheckFile[]): Check[] {
  const seen = new Map<string, string>()
  for (const { file, checks } of files) {
    for (const { id } of checks) {
      const first = seen.get(id)
      if (first !== undefined)
        throw new UsageError(`two checks have the id ${id}: in ${first} and in ${file}; rename one`)
      seen.set(id, file)
    }
  }
  return files.flatMap(({ checks }) => checks).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
