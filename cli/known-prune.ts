import { readFile, writeFile } from 'node:fs/promises'

import { removeFromKnown } from '../harness/target/config/known-edit.ts'
import { loadBaseline, staleEntries } from '../harness/target/config/known.ts'
import { UsageError } from '../harness/usage-error.ts'
import type { Io } from './io.ts'
import { knownPlace, type KnownWish } from './known-place.ts'
import { reportAt } from './report-place.ts'

/** Deletes the entries that the last report calls stale, and nothing else; returns what it did, a line each. */
export async function pruneKnown(flags: KnownWish, io: Io, today: string): Promise<string[]> {
  const place = await knownPlace(flags, io)
  if (!place.exists) throw new UsageError(`${place.shown}: there is no baseline; say which one with --known`)
  const { run } = (await reportAt(io.cwd, place.report)).source
  const { known } = await loadBaseline(place.file, { drafts: true })
  const stale = staleEntries(known, run.results, today)
  if (stale.length === 0) return [`${place.shown}: nothing is stale by ${place.report}`]
  const indexes = stale.map(({ entry }) => known.indexOf(entry))
  await writeFile(place.file, removeFromKnown(await readFile(place.file, 'utf8'), indexes))
  return stale.map(({ entry: { file, line, check }, why }) => `${file}:${line}  ${check}: ${why}; deleted`)
}
