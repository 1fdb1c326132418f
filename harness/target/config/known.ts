import { knownFindings, type KnownRules } from './known-rules.ts'
import { byPosition, ConfigError } from './problem.ts'
import { reviewShape } from './review.ts'
import { valueShower } from './shown-value.ts'
import { readSource } from './source-file.ts'
import { reviewSyntax } from './syntax.ts'

/** A deviation that is known and accepted, as written. */
export interface KnownDeviation {
  /** Check id, or a pattern with `*` and `?`. */
  readonly check: string
  /** Target name or pattern; all targets when absent. */
  readonly target?: string
  /** The worst verdict that is accepted. */
  readonly verdict: 'fail' | 'warn' | 'note'
  readonly reason: string
  readonly issue?: string
  /** Day on which it was accepted, YYYY-MM-DD. */
  readonly since?: string
  /** Last day on which it counts, YYYY-MM-DD. */
  readonly until?: string
}

/** An accepted deviation and where it stands. */
export interface KnownEntry extends KnownDeviation {
  /** As shown to people. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** What `schema/known.schema.json` accepts. */
export interface KnownFile {
  readonly $schema?: string
  /** Whether every deviation has to name an issue. */
  readonly issue_required?: boolean
  readonly known?: readonly KnownDeviation[]
  readonly ignore?: readonly IgnoredChecks[]
}

/** Checks that are not judged, as written. */
export interface IgnoredChecks {
  /** Check id, or a pattern with `*` and `?`. */
  readonly check: string
  /** Target name or pattern; all targets when absent. */
  readonly target?: string
  readonly reason: string
}

/** A baseline file, read. */
export interface Baseline {
  readonly known: readonly KnownEntry[]
  readonly ignored: readonly IgnoredChecks[]
}

/** Reads a baseline file. Rejects with ConfigError that lists every mistake of the file. */
export async function loadBaseline(path: string, rules: KnownRules = {}): Promise<Baseline> {
  const source = await readSource(path)
  const syntax = reviewSyntax(source)
  if (!syntax.usable) throw new ConfigError(syntax.problems)
  const { entry, problems } = await reviewShape<KnownFile>(source, 'known', valueShower([]), knownFindings(rules))
  const all = [...syntax.problems, ...problems]
  if (all.length > 0 || entry === undefined) throw new ConfigError(all.toSorted(byPosition))
  const withPlace = (item: KnownDeviation, index: number): KnownEntry => ({
    ...item,
    file: source.shown,
    line: source.valueAt(['known', index]).line,
  })
  return { known: (entry.known ?? []).map(withPlace), ignored: entry.ignore ?? [] }
}

/** The accepted deviations of a baseline file. Rejects with ConfigError that lists every mistake of the file. */
export async function loadKnown(path: string): Promise<readonly KnownEntry[]> {
  return (await loadBaseline(path)).known
}

export { ignoredBy, matchKnown, staleEntries, staleKnown } from './known-match.ts'
