import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'

import { eventsFile, runOfEvents } from './events.ts'
import type { Run } from './model.ts'
import type { Source } from './source.ts'
import { validateEvidence, validateRun } from './validate.ts'

/** A report that cannot be read; the message names the file and says what to do. */
export class UnreadableReport extends Error {}

/**
 * Opens a report by its folder or its run.json. Evidence is read when asked for, and missing evidence is no error: a run.json may travel
 * alone. A folder without run.json is read by its events, as a run that was killed leaves it. Throws UnreadableReport.
 */
export async function readReport(place: string): Promise<Source> {
  const file = (await isFolder(place)) ? join(place, 'run.json') : place
  const folder = dirname(file)
  const run = (await parsed(file, validateRun)) ?? (file === place ? undefined : await unfinished(folder))
  if (run === undefined) throw new UnreadableReport(`${file}: not found; expected a report folder or a run.json`)
  return {
    run,
    evidence: async ({ evidence }) =>
      evidence === null ? undefined : parsed(inside(folder, evidence), validateEvidence),
    picture: async ({ picture }) => (picture === undefined ? undefined : bytes(inside(folder, picture))),
  }
}

async function unfinished(folder: string): Promise<Run | undefined> {
  const file = join(folder, eventsFile)
  const text = (await bytes(file))?.toString('utf8')
  return text === undefined ? undefined : named(file, () => runOfEvents(text))
}

async function isFolder(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** A run.json may come from anywhere; what it points to lies beside it or is not read. */
function inside(folder: string, file: string): string {
  const path = resolve(folder, file)
  if (path.startsWith(resolve(folder) + sep)) return path
  throw new UnreadableReport(`${join(folder, 'run.json')}: names the file "${file}", which lies outside its folder`)
}

async function parsed<T>(file: string, validate: (value: unknown) => Promise<T>): Promise<T | undefined> {
  const text = (await bytes(file))?.toString('utf8')
  if (text === undefined) return undefined
  return named(file, () => validate(JSON.parse(text)))
}

async function named<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw new UnreadableReport(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function bytes(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new UnreadableReport(`${file}: cannot be read (${error.code ?? error.message})`)
  })
}
