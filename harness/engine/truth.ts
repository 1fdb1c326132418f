import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { eventsFile } from '../../reports/events.ts'
import type { Evidence, Run } from '../../reports/model.ts'
import type { Source } from '../../reports/source.ts'
import { escapedJson } from '../../reports/writers/escaped-json.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'
import { scanFiles } from '../evidence/leak-scan.ts'
import type { Secrets } from '../evidence/redactor.ts'
import { evidencePath } from './assemble.ts'
import type { KeptEvidence } from './kept-evidence.ts'

/** What a report is written from. */
export interface Material {
  readonly run: Run
  readonly evidence: readonly (KeptEvidence | null)[]
  /** PNGs by path in the report folder; nothing is left in them to look for. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>
  readonly secrets: Secrets
  /** An earlier run that the formats compare with. */
  readonly base?: Run | undefined
}

/** What all formats are made from, once it is written. */
export interface Truth {
  readonly source: Source
  /** Files that are missing, for a secret would stand in them. */
  readonly withheld: readonly string[]
}

/** Writes run.json, evidence and pictures, one file at a time, and takes out of the events what was learned after them. */
export async function writeTruth(out: string, { run, evidence, pictures, secrets }: Material): Promise<Truth> {
  await rm(join(out, 'evidence'), { recursive: true, force: true })
  const told = checked(writeRunJson(run), secrets)
  const withheld = [...(await put(join(out, 'run.json'), told)), ...(await eventsAgain(join(out, eventsFile), secrets))]
  for (const [name, picture] of pictures ?? []) await write(join(out, name), picture)
  for (const kept of evidence) {
    if (kept === null) continue
    const file = join(out, evidencePath(kept.target, kept.check))
    withheld.push(...(await put(file, checked(`${escapedJson(kept.read(), 2)}\n`, secrets))))
  }
  return { source: fromFolder(out, told.again ? (JSON.parse(told.text) as Run) : run), withheld }
}

/** A text that may be written, unless a secret is left in it. */
interface Checked {
  readonly text: string
  readonly clean: boolean
  /** Whether something had to be taken out. */
  readonly again: boolean
}

/** A secret learned late may stand in what an earlier check said; with all of them known it can be taken out. */
function checked(json: string, secrets: Secrets): Checked {
  if (secrets.leaks(json).length === 0) return { text: json, clean: true, again: false }
  const text = `${escapedJson(secrets.redactAgain(JSON.parse(json)), 2)}\n`
  return { text, clean: secrets.leaks(text).length === 0, again: true }
}

/** The file in a list when it is withheld. */
async function put(file: string, { text, clean }: Checked): Promise<string[]> {
  if (!clean) {
    await rm(file, { force: true })
    return [file]
  }
  await write(file, text)
  return []
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

/** The events were written while the run went on, and may hold what was learned since. */
async function eventsAgain(file: string, secrets: Secrets): Promise<string[]> {
  if (!existsSync(file) || (await scanFiles(secrets, [file])).length === 0) return []
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => eventAgain(line, secrets))
  await writeFile(file, lines.join('\n'))
  if ((await scanFiles(secrets, [file])).length === 0) return []
  await rm(file, { force: true })
  return [file]
}

/** A line that was cut off, for the disk was full, is no JSON. */
function eventAgain(line: string, secrets: Secrets): string {
  try {
    return escapedJson(secrets.redactAgain(JSON.parse(line)))
  } catch {
    return secrets.redactValues(line)
  }
}

/** A source that reads what was written, so that a large run need not be held at once. */
function fromFolder(out: string, run: Run): Source {
  const read = async (name: string): Promise<Buffer | undefined> =>
    existsSync(join(out, name)) ? readFile(join(out, name)) : undefined
  return {
    run,
    evidence: async ({ evidence }) => {
      const text = evidence === null ? undefined : await read(evidence)
      return text === undefined ? undefined : (JSON.parse(text.toString('utf8')) as Evidence)
    },
    picture: async ({ picture }) => (picture === undefined ? undefined : read(picture)),
  }
}
