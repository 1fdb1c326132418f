import { rm } from 'node:fs/promises'
import { isAbsolute, relative } from 'node:path'

import type { Run } from '../../reports/model.ts'
import { validateRun } from '../../reports/validate.ts'
import { writeFormats, type Wanted } from '../../reports/write-formats.ts'
import { placeReports, withStandard } from '../wanted-reports.ts'
import { leakingFormats } from './leaking-formats.ts'
import { writeTruth, type Material } from './truth.ts'

/** The report folder, how others reach it, and what is to be in it beside the run and its evidence. */
export interface Place {
  readonly cwd: string
  readonly out: string
  /** Absolute files by format; those the standard ones unless told. */
  readonly wanted?: readonly Wanted[]
}

/** The run as it was written, and the files that are missing because a secret was found in them. */
export interface Written {
  readonly run: Run
  readonly leaks: readonly string[]
  /** The earlier run without secrets of this one. */
  readonly base?: Run
}

/**
 * Writes the report folder. The truth first, run.json and the evidence: every text is searched for secrets before it is
 * written, and redacted once more where one is found, for it may have been learned late; one that keeps a secret is not
 * written. All else is made from that, searched as it was written, and deleted where it holds one.
 */
export async function writeReport(place: Place, material: Material): Promise<Written> {
  const { run, secrets } = material
  const { cwd, out } = place
  await validateRun(run)
  const { source, withheld } = await writeTruth(out, material)
  const compared = material.base === undefined ? {} : { base: secrets.redactAgain(material.base) }
  const wanted = place.wanted ?? placeReports(withStandard([]), out, cwd)
  const options = { out: inside(cwd, out), ...compared }
  await writeFormats(source, wanted, options)
  const leaks = await leakingFormats(wanted, source.run, options, secrets)
  await Promise.all(leaks.map((file) => rm(file, { force: true })))
  return { run: source.run, leaks: [...withheld, ...leaks], ...compared }
}

/** A path below the working directory; one that leads out of it tells others nothing and is left away. */
function inside(cwd: string, folder: string): string {
  const path = relative(cwd, folder)
  return path.startsWith('..') || isAbsolute(path) ? '' : path
}
