import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

import { formats, isFormat, type FormatName } from '../../reports/formats.ts'
import { readReport } from '../../reports/read-report.ts'
import { writeFormats } from '../../reports/write-formats.ts'

/** Every format of a report, written anew from its folder: format → where it lies and what it says. */
export async function writtenAnew(report: string): Promise<Map<FormatName, { file: string; text: string }>> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-formats-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const names = Object.keys(formats).filter(isFormat)
  const wanted = names.map((format) => ({ format, file: join(folder, formats[format].file) }))
  await writeFormats(await readReport(report), wanted, { out: 'conformance-report' })
  return new Map(
    await Promise.all(
      wanted.map(async ({ format, file }) => [format, { file, text: await readFile(file, 'utf8') }] as const),
    ),
  )
}
