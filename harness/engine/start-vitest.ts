import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

import type { Vitest } from 'vitest/node'

import './provided.ts'

/** The file vitest collects, as source or as built. */
export const entryFile =
  ['./entry.js', './entry.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url))).find(existsSync) ?? ''

/** Vitest transforms what it inlines; only so can the entry import check files in TypeScript, wherever the package lies. */
export const entryPattern = /[\\/]harness[\\/]engine[\\/]entry\.[jt]s$/

/** Settings under which the entry judges a plan: one thread, nothing isolated, no limit on what runs side by side. */
export const engineSettings = {
  pool: 'threads',
  isolate: false,
  fileParallelism: false,
  maxWorkers: 1,
  maxConcurrency: 100_000,
  testTimeout: 0,
  hookTimeout: 0,
  retry: 0,
} as const

/** Makes a silent vitest for one run; what it has to judge is handed to it later. */
export async function startVitest(runId: string, root: string): Promise<Vitest> {
  const { createVitest } = await import('vitest/node')
  const restore = listenersKept()
  const vitest = await createVitest(
    'test',
    {
      ...engineSettings,
      config: false,
      root,
      watch: false,
      include: [entryFile],
      exclude: [],
      reporters: [{}],
      cache: false,
      provide: { assayRunId: runId },
      server: { deps: { inline: [entryPattern], external: [/[\\/]dist[\\/](?!harness[\\/]engine[\\/]entry)/] } },
    },
    { cacheDir: join(tmpdir(), 'oauth-assay'), logLevel: 'silent' },
    { stdout: nowhere(), stderr: nowhere() },
  )
  restore()
  return vitest
}

const signals = ['SIGINT', 'SIGTERM', 'exit', 'unhandledRejection'] as const

/** Vitest ends the process at the first signal; who interrupts a run of ours wants its report. */
function listenersKept(): () => void {
  const before = signals.map((signal) => new Set(process.rawListeners(signal)))
  return () => {
    for (const [index, signal] of signals.entries()) {
      for (const listener of process.rawListeners(signal)) {
        if (before[index]?.has(listener) === false) process.off(signal, listener as () => void)
      }
    }
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}
