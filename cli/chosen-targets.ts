import type { TargetConfig } from '../harness/target/config/config.ts'
import { findConfig } from '../harness/target/config/find.ts'
import { loadConfig, unconfirmedTargets, type LoadedConfig } from '../harness/target/config/load.ts'
import { ConfigError } from '../harness/target/config/problem.ts'
import { UsageError } from '../harness/usage-error.ts'
import { oneOf } from './flags.ts'
import { commandName } from './command-name.ts'
import type { Io } from './io.ts'

/** A target of a target file, with its place in it. */
export interface Chosen {
  readonly config: TargetConfig
  readonly index: number
  readonly file: string
  readonly positions: LoadedConfig['positions']
}

/** The targets a command is about. Throws UsageError without a target file, ConfigError for a bad one or an unconfirmed target. */
export async function chosenTargets(
  { config: explicit, target: names }: { readonly config?: string; readonly target: readonly string[] },
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
): Promise<Chosen[]> {
  const file = await findConfig(cwd, explicit, env)
  if (file === undefined)
    throw new UsageError(`no target file was found; write one with: ${commandName(env)} init <issuer>`)
  const loaded = await loadConfig(file, env)
  const unconfirmed = unconfirmedTargets(loaded)
  if (unconfirmed.length > 0) throw new ConfigError(unconfirmed)
  const { targets } = loaded.config
  const known = targets.map(({ name }) => name)
  for (const name of names) oneOf('target', name, known)
  return targets
    .map((config, index) => ({ config, index, file, positions: loaded.positions }))
    .filter(({ config }) => names.length === 0 || names.includes(config.name))
}
