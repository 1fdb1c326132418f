import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative } from 'node:path'

import type { Wanted } from '../../reports/write-formats.ts'
import type { Evidence, Run } from '../../reports/model.ts'
import { sourceOf, type Source } from '../../reports/source.ts'
import { eventsFile } from '../../reports/events.ts'
import { validateRun } from '../../reports/validate.ts'
import { writeFormats } from '../../reports/write-formats.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { escapedJson } from '../../reports/writers/escaped-json.ts'
import { scanFiles } from '../evidence/leak-scan.ts'
import type { Secrets } from '../evidence/redactor.ts'
import { placeReports, withStandard } from '../wanted-reports.ts'
import { evidencePath } from './assemble.ts'
import { leakingFormats } from './leaking-formats.ts'

/** What a report is written from. */
export interface Material {
  readonly run: Run
  readonly evidence: readonly (Evidence | null)[]
  /** PNGs by path in the report folder; nothing is left in them to look for. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>
  readonly secrets: Secrets
  /** An earlier run that the formats compare with. */
  readonly base?: Run | undefined
}

/** The report folder, how others reach it, and what is to be in it beside the run and its evidence. */
export interface Place {
  readonly cwd: string
  readonly out: string
  /** Absolute files by format; those the standard ones unless told. */
  readonly wanted?: readonly Wanted[]
}

/** The run as it was written, and the files that were deleted because a secret was found in them. */
export interface Written {
  readonly run: Run
  /** The earlier run without secrets of this one. */
  readonly base?: Run
  readonly leaks: readonly string[]
}

/**
 * Writes the report folder. The truth first, run.json and the evidence: every file is searched for secrets, and redacted
 * once more where one is found, for it may have been learned late. All else is made from that and searched too. A file
 * that keeps a secret is deleted and named in the result.
 */
export async function writeReport(place: Place, material: Material): Promise<Written> {
  const { run, secrets } = material
  const compared = material.base === undefined ? {} : { base: secrets.redactAgain(material.base) }
  const { cwd, out } = place
  await validateRun(run)
  await rm(join(out, 'evidence'), { recursive: true, force: true })
  const { source, leaking } = await writeTruth(out, material)
  const wanted = place.wanted ?? placeReports(withStandard([]), out, cwd)
  const options = { out: inside(cwd, out), ...compared }
  await writeFormats(source, wanted, options)
  const leaks = await leakingFormats(wanted, source.run, options, secrets)
  await remove(leaks)
  return { run: source.run, leaks: [...leaking, ...leaks], ...compared }
}

async function writeTruth(
  out: string,
  { run, evidence, pictures = new Map(), secrets }: Material,
): Promise<{ source: Source; leaking: readonly string[] }> {
  const kept = new Map(
    evidence.filter((each) => each !== null).map((each) => [evidencePath(each.target, each.check), each]),
  )
  const texts = new Map<string, string>([['run.json', writeRunJson(run)]])
  for (const [name, each] of kept) texts.set(name, `${escapedJson(each, 2)}\n`)
  const folders = new Set([...texts.keys(), ...pictures.keys()].map((name) => dirname(join(out, name))))
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })))
  await Promise.all([...texts, ...pictures].map(([name, content]) => writeFile(join(out, name), content)))
  const names = [...texts.keys(), ...(existsSync(join(out, eventsFile)) ? [eventsFile] : [])]
  const doubtful = await redactAgain(out, await leakingNames(out, names, secrets), secrets)
  const leaking = await leakingNames(out, [...doubtful.keys()], secrets)
  await remove(leaking.map((name) => join(out, name)))
  for (const name of leaking) kept.delete(name)
  for (const [name, text] of doubtful) if (kept.has(name)) kept.set(name, JSON.parse(text) as Evidence)
  const told = doubtful.get('run.json')
  return {
    source: sourceOf(told === undefined ? run : (JSON.parse(told) as Run), kept, pictures),
    leaking: leaking.map((name) => join(out, name)),
  }
}

/** A secret learned late may stand in what an earlier check wrote; with all of them known it can be taken out. */
async function redactAgain(out: string, names: readonly string[], secrets: Secrets): Promise<Map<string, string>> {
  const texts = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const before = await readFile(join(out, name), 'utf8')
      const text = name === eventsFile ? eventsAgain(before, secrets) : `${again(before, secrets, 2)}\n`
      await writeFile(join(out, name), text)
      return [name, text]
    }),
  )
  return new Map(texts)
}

function eventsAgain(text: string, secrets: Secrets): string {
  return text
    .split('\n')
    .map((line) => eventAgain(line, secrets))
    .join('\n')
}

/** A line that was cut off, for the disk was full, is no JSON. */
function eventAgain(line: string, secrets: Secrets): string {
  try {
    return again(line, secrets)
  } catch {
    return secrets.redactValues(line)
  }
}

function again(json: string, secrets: Secrets, space = 0): string {
  return escapedJson(secrets.redactAgain(JSON.parse(json)), space)
}

async function leakingNames(out: string, names: readonly string[], secrets: Secrets): Promise<string[]> {
  const files = new Map(names.map((name) => [join(out, name), name]))
  return (await leakingOf(secrets, [...files.keys()])).flatMap((file) => files.get(file) ?? [])
}

async function leakingOf(secrets: Secrets, files: readonly string[]): Promise<string[]> {
  const leaks = await scanFiles(secrets, files)
  return [...new Set(leaks.map(({ file }) => file))]
}

async function remove(files: readonly string[]): Promise<void> {
  await Promise.all(files.map((file) => rm(file, { force: true })))
}

/** A path below the working directory; one that leads out of it tells others nothing and is left away. */
function inside(cwd: string, folder: string): string {
  const path = relative(cwd, folder)
  return path.startsWith('..') || isAbsolute(path) ? '' : path
}
