import type { Config, ConfigEntry } from './config.ts'
import { complete } from './defaults.ts'
import type { Draft } from './draft.ts'
import { withEnvFile } from './env-file.ts'
import { type Environment, interpolate } from './interpolate.ts'
import { isLoopback } from './loopback.ts'
import { byPosition, ConfigError, type Path, type Position, type Problem } from './problem.ts'
import { reviewShape } from './review.ts'
import { literalSecrets, secretValues } from './secrets.ts'
import { valueShower } from './shown-value.ts'
import { readSource, shownPath } from './source-file.ts'
import { reviewSyntax } from './syntax.ts'
import { meaningFindings } from './target-rules.ts'

/** A target file, read, checked and completed. */
export interface LoadedConfig {
  readonly config: Config
  /** Absolute. */
  readonly file: string
  /** Values that must not appear in any output. */
  readonly secrets: string[]
  readonly warnings: Problem[]
  /** Where a key of the file stands, or the nearest place above it. */
  positions(path: Path): Position
}

/**
 * Reads a target file: YAML or JSON, references filled in, held to the schema and to what its parts need of each other.
 * Rejects with ConfigError that lists every mistake of the file.
 */
export async function loadConfig(path: string, environment: Environment = process.env): Promise<LoadedConfig> {
  const source = await readSource(path)
  const syntax = reviewSyntax(source)
  if (!syntax.usable) throw new ConfigError(syntax.problems)
  const { interpolated, problems } = await interpolate(source, await withEnvFile(source.file, environment))
  const shape = await reviewShape<ConfigEntry>(source, 'config', valueShower(interpolated), meaningFindings)
  const all = [...syntax.problems, ...withoutEchoes(shape.problems, problems)]
  if (all.length > 0 || shape.entry === undefined) throw new ConfigError(all.toSorted(byPosition))
  const entry: ConfigEntry = shape.entry
  const data: Draft = { ...entry }
  return {
    config: complete(entry, source.file),
    file: source.file,
    secrets: secretValues(data, interpolated),
    warnings: literalSecrets(data, interpolated).map(source.locate),
    positions: source.keyAt,
  }
}

/** A value whose reference failed is judged by nothing else. */
function withoutEchoes(shape: readonly Problem[], references: readonly Problem[]): Problem[] {
  const unfilled = new Set(references.map(({ path }) => path))
  return [...references, ...shape.filter(({ path }) => !unfilled.has(path))]
}

/** One problem for each target outside loopback that does not say `confirm: true`; a run must not start while there is one. */
export function unconfirmedTargets({ config, file, positions }: LoadedConfig): Problem[] {
  return config.targets.flatMap(({ issuer, confirm }, index) => {
    if (confirm || isLoopback(issuer)) return []
    const message = `${issuer} is not on this machine, and a run replays, forges and refuses on purpose`
    const fix = 'write confirm: true below the issuer when you may test this server'
    return [
      {
        file: shownPath(file),
        ...positions(['targets', index, 'issuer']),
        path: `targets[${index}].confirm`,
        message,
        fix,
      },
    ]
  })
}
