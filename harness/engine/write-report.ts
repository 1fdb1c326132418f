import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
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
  /** PNGs by path in the report folder; nothing is left in them to look for. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>
  readonly secrets: Secrets
}

/**
 * Writes the report folder, known to others by its path from `cwd`: run.json, junit.xml and the evidence. Evidence of an earlier run is removed first. Every file
 * is then searched for secrets; one that holds any is redacted once more, and deleted and named in the result when that
 * does not help.
 */
export async function writeReport(
  cwd: string,
  out: string,
  { run, evidence, pictures = new Map(), secrets }: Material,
): Promise<string[]> {
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
  const folders = new Set([...texts.keys(), ...pictures.keys()].map((name) => dirname(join(out, name))))
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })))
  await Promise.all([...texts, ...pictures].map(([name, content]) => writeFile(join(out, name), content)))
  const files = [...texts.keys()].map((name) => join(out, name))
  await redactAgain(await leakingOf(secrets, files), secrets)
  const leaking = await leakingOf(secrets, files)
  await Promise.all(leaking.map((file) => rm(file, { force: true })))
  return leaking
}

/** A secret learned late may stand in what an earlier check wrote; with all of them known it can be taken out. */
async function redactAgain(files: readonly string[], secrets: Secrets): Promise<void> {
  await Promise.all(files.map(async (file) => writeFile(file, secrets.redact(await readFile(file, 'utf8')))))
}

async function leakingOf(secrets: Secrets, files: readonly string[]): Promise<string[]> {
  const leaks = await scanFiles(secrets, files)
  return [...new Set(leaks.map(({ file }) => file))]
}

/** A path below the working directory; one that leads out of it tells others nothing and is left away. */
function inside(cwd: string, folder: string): string {
  const path = relative(cwd, folder)
  return path.startsWith('..') || isAbsolute(path) ? '' : path
}
