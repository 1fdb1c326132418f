import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Vitest } from 'vitest/node'

import './provided.ts'
import type { Plan } from './plan.ts'

/** The file vitest collects, as source or as built. */
export const entryFile =
  ['./entry.js', './entry.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url))).find(existsSync) ?? ''

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

/** Runs the plan in a vitest of its own, silently; resolves when all is judged. */
export async function startVitest(plan: Plan, root: string): Promise<Vitest> {
  const { createVitest } = await import('vitest/node')
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
      provide: { assayPlan: plan },
      server: { deps: { external: [/[\\/]dist[\\/](?!harness[\\/]engine[\\/]entry)/] } },
    },
    { cacheDir: join(tmpdir(), 'oauth-assay'), logLevel: 'silent' },
  )
  return vitest
}
