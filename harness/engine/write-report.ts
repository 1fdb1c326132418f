import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative } from 'node:path'

import type { Evidence, Run } from '../../reports/model.ts'
import { validateRun } from '../../reports/validate.ts'
import { writeJunit } from '../../reports/writers/junit.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { scanFiles } from '../evidence/leak-scan.ts'
import type { Secrets } from '../evidence/redactor.ts'
import { evidencePath } from './assemble.ts'

/** What a report is written from. */
export interface Material {
  readonly run: Run
  readonly evidence: readonly (Evidence | null)[]
  readonly secrets: Secrets
}

/**
 * Writes the report folder, known to others by its path from `cwd`: run.json, junit.xml and the evidence. Evidence of an earlier run is removed first. Every file
 * is then searched for secrets; one that holds any is deleted and named in the result.
 */
export async function writeReport(cwd: string, out: string, { run, evidence, secrets }: Material): Promise<string[]> {
  await validateRun(run)
  await rm(join(out, 'evidence'), { recursive: true, force: true })
  const kept = evidence.filter((each) => each !== null)
  const texts = new Map<string, string>([
    ['run.json', writeRunJson(run)],
    ['junit.xml', writeJunit(run, { out: inside(cwd, out) })],
    ...kept.map((each): [string, string] => [
      evidencePath(each.target, each.check),
      `${JSON.stringify(each, null, 2)}\n`,
    ]),
  ])
  const folders = new Set([...texts.keys()].map((name) => dirname(join(out, name))))
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })))
  await Promise.all([...texts].map(([name, text]) => writeFile(join(out, name), text)))
  const leaks = await scanFiles(
    secrets,
    [...texts.keys()].map((name) => join(out, name)),
  )
  const leaking = [...new Set(leaks.map(({ file }) => file))]
  await Promise.all(leaking.map((file) => rm(file, { force: true })))
  return leaking
}

/** A path below the working directory; one that leads out of it tells others nothing and is left away. */
function inside(cwd: string, folder: string): string {
  const path = relative(cwd, folder)
  return path.startsWith('..') || isAbsolute(path) ? '' : path
}
