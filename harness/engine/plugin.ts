import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { ConformanceOptions } from './provided.ts'
import { engineSettings, entryFile, entryPattern } from './start-vitest.ts'
import { vitestShards } from './vitest-shards.ts'

export type { ConformanceOptions }

/**
 * A vitest configuration, or one entry of `test.projects`, that judges the targets of a target file: every check becomes
 * a test, and the report folder is written at the end. Under `vitest --shard=1/3` it judges that part of the run and writes
 * it to `shard-1` in the report folder, for `assay merge`.
 */
export function conformance(options: ConformanceOptions) {
  return {
    plugins: [vitestShards],
    test: {
      ...engineSettings,
      name: 'conformance',
      include: [entryFile],
      exclude: [],
      globalSetup: [setupFile],
      provide: { assayOptions: options },
      server: { deps: { inline: [entryPattern] } },
    },
  }
}

const setupFile =
  ['./global-setup.js', './global-setup.ts']
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find(existsSync) ?? ''
