import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { ViteUserConfig } from 'vitest/config'

import type { ConformanceOptions } from './provided.ts'
import { sparing } from './sparing-sequencer.ts'
import { engineSettings, entryFile, entryPattern } from './start-vitest.ts'

export type { ConformanceOptions }

/**
 * A vitest configuration, or one entry of `test.projects`, that judges the targets of a target file: every check becomes
 * a test, and the report folder is written at the end. Under `vitest --shard=1/3` it judges that part of the run and writes
 * it to `shard-1` in the report folder, for `assay merge`.
 */
export function conformance(options: ConformanceOptions) {
  return {
    plugins: [dividing],
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

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>

/** Vitest divides files among shards, and all checks are in one; each process must have it and judge its own part. */
const dividing: Plugin = {
  name: 'oauth-assay:shards',
  configureVitest({ vitest: { config } }) {
    if (config.shard === undefined) return
    config.sequence.sequencer = sparing(config.sequence.sequencer)
    // Vitest refuses more shards than files before it divides them.
    config.passWithNoTests = true
  },
}

const setupFile =
  ['./global-setup.js', './global-setup.ts']
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find(existsSync) ?? ''
