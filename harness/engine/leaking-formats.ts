import { formats, type FormatName, type FormatOptions } from '../../reports/formats.ts'
import type { Run } from '../../reports/model.ts'
import { sourceOf } from '../../reports/source.ts'
import type { Wanted } from '../../reports/write-formats.ts'
import { scanFiles } from '../evidence/leak-scan.ts'
import type { Secrets } from '../evidence/redactor.ts'

/**
 * Which of the formats that were written hold a secret. A password may be a word that a page says by itself, whoever is
 * judged: what also stands in the same format of a run without results is none.
 */
export async function leakingFormats(
  wanted: readonly Wanted[],
  run: Run,
  options: FormatOptions,
  secrets: Secrets,
): Promise<string[]> {
  const leaking: string[] = []
  for (const { format, file } of wanted) {
    const found = countsOf(await scanFiles(secrets, [file]))
    if (found.size === 0) continue
    const own = countsOf(secrets.leaks(await empty(format, run, options)))
    if ([...found].some(([name, count]) => count > (own.get(name) ?? 0))) leaking.push(file)
  }
  return leaking
}

async function empty(format: FormatName, run: Run, { out, address }: FormatOptions): Promise<string> {
  const options = { ...(out === undefined ? {} : { out }), ...(address === undefined ? {} : { address }) }
  const nobody: Run = { ...run, targets: [], checks: [], results: [], causes: [], documents: [] }
  const parts: string[] = []
  for await (const part of formats[format].write(sourceOf(nobody), options)) parts.push(part)
  return parts.join('')
}

function countsOf(leaks: readonly { readonly name: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { name } of leaks) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
