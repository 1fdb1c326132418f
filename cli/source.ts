import { relative } from 'node:path'

import { findConfig } from '../harness/target/config/find.ts'
import { UsageError } from '../harness/usage-error.ts'
import type { Io } from './io.ts'

/** Where the servers to judge come from: a target file, or the embedded mock when it is undefined. */
export interface Source {
  readonly configFile: string | undefined
  /** Why this one, for the first line; empty when the person said so. */
  readonly why: string
}

/** What the person said about it. */
export interface Wish {
  readonly config?: string
  readonly target: readonly string[]
  readonly defect: readonly string[]
}

/** Settles what is judged. Throws UsageError when the flags contradict each other or the world. */
export async function sourceOf({ config, target, defect }: Wish, { cwd, env }: Io): Promise<Source> {
  if (defect.length > 0) {
    if (config !== undefined || target.length > 0) {
      throw new UsageError('--defect is for the embedded mock: leave out --config and --target')
    }
    return { configFile: undefined, why: `with ${defect.join(', ')}` }
  }
  const configFile = await findConfig(cwd, config, env)
  if (configFile !== undefined) return { configFile, why: `by ${relative(cwd, configFile)}` }
  if (target.length > 0) throw new UsageError('--target needs a target file: give one with --config')
  return { configFile, why: 'no target file: looked for --config, ASSAY_CONFIG and assay.config.yaml' }
}
