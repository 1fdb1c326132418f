import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { eventsFile } from './events.ts'
import type { Source } from './source.ts'
import { escapedJson } from './writers/escaped-json.ts'
import { writeRunJson } from './writers/run-json.ts'

/**
 * Writes run.json, evidence and pictures of a report into another folder, one at a time, in place of what an earlier report
 * left there. Rejects as the file system does, and as the source does.
 */
export async function writeTruth(out: string, source: Source): Promise<void> {
  await rm(join(out, 'evidence'), { recursive: true, force: true })
  await rm(join(out, eventsFile), { force: true })
  for (const result of source.run.results) {
    const evidence = await source.evidence(result)
    if (evidence !== undefined && result.evidence !== null)
      await put(join(out, result.evidence), `${escapedJson(evidence, 2)}\n`)
    const picture = await source.picture(result)
    if (picture !== undefined && result.picture !== undefined) await put(join(out, result.picture), picture)
  }
  await put(join(out, 'run.json'), writeRunJson(source.run))
}

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}
