import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { UsageError } from '../harness/usage-error.ts'
import { readReport, UnreadableReport } from '../reports/read-report.ts'
import type { Source } from '../reports/source.ts'

/** An earlier run with its run.json and the folder that holds it, both absolute. */
export interface EarlierReport {
  readonly folder: string
  readonly file: string
  readonly source: Source
}

/** Opens an earlier run by its folder or its run.json, as typed. Throws UsageError when there is none or it cannot be read. */
export async function reportAt(cwd: string, place: string): Promise<EarlierReport> {
  const path = resolve(cwd, place)
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, 'run.json') : path
  try {
    return { folder: dirname(file), file, source: await readReport(path) }
  } catch (error) {
    if (error instanceof UnreadableReport) throw new UsageError(error.message.replace(path, place))
    throw error
  }
}
