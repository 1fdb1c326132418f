import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import type { Evidence, Run } from '../../reports/model.ts'
import { writeRunJson } from '../../reports/writers/run-json.ts'

/** A folder of its own for the reports of a test. */
export interface ReportFolder {
  readonly path: string
  /** Writes a run below a name, with an empty evidence file for each result that names one unless told otherwise. */
  report(name: string, run: Run, withEvidence?: boolean): Promise<string>
  write(name: string, text: string): Promise<string>
  remove(): Promise<void>
}

export async function reportFolder(): Promise<ReportFolder> {
  const path = await mkdtemp(join(tmpdir(), 'assay-report-'))
  const write = async (name: string, text: string): Promise<string> => {
    const file = join(path, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    return file
  }
  return {
    path,
    write,
    async report(name, run, withEvidence = true) {
      await write(`${name}/run.json`, writeRunJson(run))
      for (const { target, check, evidence } of run.results) {
        const kept: Evidence = { schema: 1, target, check, exchanges: [] }
        if (evidence !== null && withEvidence) await write(`${name}/${evidence}`, JSON.stringify(kept))
      }
      return join(path, name)
    },
    remove: () => rm(path, { recursive: true }),
  }
}
