import { randomUUID } from 'node:crypto'
import { join, relative, resolve } from 'node:path'

import type { Wanted } from '../../reports/write-formats.ts'
import { loadChecks, select } from '../catalogue.ts'
import type { Check } from '../check.ts'
import { defaultProfile, profiles, type ProfileName } from '../profile.ts'
import type { TargetConfig } from '../target/config/config.ts'
import { loadBaseline, type Baseline } from '../target/config/known.ts'
import { loadConfig, unconfirmedTargets } from '../target/config/load.ts'
import { ConfigError, formatProblem } from '../target/config/problem.ts'
import { nearest } from '../target/nearest.ts'
import { UsageError } from '../usage-error.ts'
import { placeReports, withStandard, type WantedReport } from '../wanted-reports.ts'
import { assertAgents } from './agents.ts'
import type { EmbeddedTarget, RunRequest } from './events.ts'
import type { Plan } from './plan.ts'
import { shareOf, type Share } from './shard.ts'

/** A run ready to start. */
export interface Prepared {
  readonly runId: string
  readonly profile: ProfileName
  readonly out: string
  readonly baseline: Baseline
  /** What to write beside run.json and the evidence. */
  readonly wanted: readonly Wanted[]
  readonly warnings: readonly string[]
  /** Starts what has to be started and says what is to be judged. */
  plan(): Promise<Plan>
  close(): Promise<void>
}

interface Source {
  targets(): Promise<Plan['targets']>
  readonly profile: ProfileName
  readonly out: string
  readonly known: string | undefined
  readonly reports: readonly WantedReport[]
  readonly secrets: readonly string[]
  readonly warnings: readonly string[]
  close(): Promise<void>
}

/** Settles what a request means: targets, checks, profile, folders. Throws UsageError and ConfigError. */
export async function prepare(request: RunRequest): Promise<Prepared> {
  const suites = request.suites.map((file) => resolve(request.cwd, file))
  const all = await loadChecks(suites)
  const checks = select(all, request.selectors)
  const source = request.configFile === undefined ? embedded(request) : await configured(request.configFile, request)
  const profile = profileOf(request.profile) ?? source.profile
  const runId = randomUUID()
  const out = request.out === undefined ? ownFolder(source.out, request) : resolve(request.cwd, request.out)
  const baseline = await baselineOf(request, source.known, all)
  return {
    runId,
    profile,
    plan: async () => {
      const share = shareIn(request, await source.targets(), checks)
      return {
        runId,
        profile,
        repeat: request.repeat ?? 1,
        checks: share.checks.map(({ id }) => id),
        ignored: baseline.ignored,
        suites,
        targets: share.targets.map(({ config, from }) => ({
          config: withAll(withLimits(config, request), request.all),
          from,
        })),
        secrets: source.secrets,
        terminal: request.terminal ?? false,
      }
    },
    out,
    wanted: request.formats?.(out) ?? placeReports(withStandard(source.reports), out, request.cwd),
    baseline,
    warnings: source.warnings,
    close: () => source.close(),
  }
}

async function baselineOf(
  { known, useKnown, cwd }: Pick<RunRequest, 'known' | 'useKnown' | 'cwd'>,
  usual: string | undefined,
  checks: readonly Check[],
): Promise<Baseline> {
  const file = known === undefined ? usual : resolve(cwd, known)
  if (!useKnown || file === undefined) return { known: [], ignored: [] }
  return loadBaseline(file, { checks: checks.map(({ id }) => id) })
}

function shareIn(
  { shard }: RunRequest,
  targets: Plan['targets'],
  checks: readonly Check[],
): Share<Plan['targets'][number], Check> {
  return shard === undefined ? { targets, checks } : shareOf(shard, targets, checks)
}

/** Shards of one run may share a disk, and none may overwrite another. */
function ownFolder(out: string, { shard }: RunRequest): string {
  return shard === undefined ? out : join(out, `shard-${shard.index}`)
}

async function configured(file: string, request: RunRequest): Promise<Source> {
  const loaded = await loadConfig(file, request.env)
  const { config, secrets, warnings, positions } = loaded
  const all = config.targets.map((target, index) => ({
    config: target,
    from: { file: relative(request.cwd, file), line: positions(['targets', index]).line },
  }))
  const targets = chosen(all, request.targets)
  const unconfirmed = unconfirmedTargets(loaded).filter(({ path }) =>
    targets.some(({ config: target }) => path.startsWith(`targets[${config.targets.indexOf(target)}].`)),
  )
  if (unconfirmed.length > 0) throw new ConfigError(unconfirmed)
  await Promise.all(targets.map(({ config: target }) => assertAgents(target, request.terminal)))
  return {
    targets: async () => targets,
    profile: config.profile,
    out: config.out,
    known: config.known,
    reports: config.reports,
    secrets,
    warnings: warnings.map(formatProblem),
    close: async () => undefined,
  }
}

function embedded(request: RunRequest): Source {
  let started: EmbeddedTarget | undefined
  return {
    async targets() {
      started = await request.embed()
      return [{ config: started.config, from: undefined }]
    },
    profile: defaultProfile,
    out: resolve(request.cwd, 'conformance-report'),
    known: undefined,
    reports: [],
    secrets: [],
    warnings: [],
    close: async () => started?.close(),
  }
}

function chosen(all: Plan['targets'], names: readonly string[]): Plan['targets'] {
  const known = all.map(({ config }) => config.name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const near = nearest(unknown, known)
    throw new UsageError(
      `no target is called "${unknown}"; ${near === undefined ? `there are: ${known.join(', ')}` : `did you mean ${near}?`}`,
    )
  }
  return names.length === 0 ? all : all.filter(({ config }) => names.includes(config.name))
}

function profileOf(name: string | undefined): ProfileName | undefined {
  if (name === undefined) return undefined
  const known = Object.keys(profiles)
  if (isProfile(name)) return name
  throw new UsageError(`no profile is called "${name}"; did you mean ${nearest(name, known) ?? known.join(', ')}?`)
}

function isProfile(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name)
}

function withLimits(config: TargetConfig, { maxWait, limits }: Pick<RunRequest, 'maxWait' | 'limits'>): TargetConfig {
  const wait = maxWait === undefined ? {} : { max_wait_s: maxWait }
  return { ...config, limits: { ...config.limits, ...limits, ...wait } }
}

/** What manners towards servers of others leave out otherwise. */
const rough = ['intrusive', 'load'] as const

function withAll(config: TargetConfig, all = false): TargetConfig {
  if (!all) return config
  const { add, remove } = config.capabilities
  return { ...config, capabilities: { add: [...add, ...rough.filter((name) => !remove.includes(name))], remove } }
}
