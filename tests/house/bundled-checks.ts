import { join } from 'node:path'

import { isCheck, type Check } from '../../harness/check.ts'
import { importModule } from '../../harness/import-module.ts'
import { root, sourcesIn, type SourceFile } from './source-files.ts'

/** A check with where it stands. */
export interface Placed {
  readonly check: Check
  readonly exportName: string
  readonly file: SourceFile
}

/** Every exported check of the bundled suites. */
export async function bundledChecks(): Promise<Placed[]> {
  const files = sourcesIn('suites').filter(({ path }) => path.endsWith('.check.ts'))
  const placed = await Promise.all(
    files.map(async (file) => {
      const exported = await importModule(join(root, file.path))
      return Object.entries(exported).flatMap(([exportName, value]) =>
        isCheck(value) ? [{ check: value, exportName, file }] : [],
      )
    }),
  )
  return placed.flat()
}

/** The lines of every `run` body of a file, between its braces. */
export function runBodies({ text }: SourceFile): string[][] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [, indent] = /^(\s*)(?:async run\(|run: async \(|run\()/.exec(line) ?? []
    if (indent === undefined) return []
    if (!line.endsWith('{')) return [[line]]
    const end = lines.findIndex((each, at) => at > index && each.startsWith(`${indent}}`))
    return [lines.slice(index + 1, end)]
  })
}
