import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import './provided.ts'
import { engineSettings, entryFile, entryPattern } from './start-vitest.ts'

/** How a vitest configuration asks for conformance tests. */
export interface ConformanceOptions {
  /** Target file. */
  readonly config: string
  /** Ids, globs, areas, documents or sections; everything when absent. */
  readonly select?: readonly string[]
  /** Names of targets of the file; all when absent. */
  readonly targets?: readonly string[]
  readonly profile?: string
  /** Report folder; the file's `out` when absent. */
  readonly out?: string
  /** Longest pause a check may make, seconds. */
  readonly maxWait?: number
  /** Further check files. */
  readonly suites?: readonly string[]
}

/**
 * A vitest configuration, or one entry of `test.projects`, that judges the targets of a target file: every check becomes
 * a test, and the report folder is written at the end.
 */
export function conformance(options: ConformanceOptions) {
  return {
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
