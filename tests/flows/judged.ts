import { briskDevices, describeTenant } from '../../cli/embedded-mock.ts'
import { loadChecks } from '../../harness/catalogue.ts'
import type { Check } from '../../harness/check.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { openSession } from '../../harness/engine/session.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { defaultProfile } from '../../harness/profile.ts'
import type { ClientEntry, TargetConfig, TargetEntry } from '../../harness/target/config/config.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import type { Tenant, TenantOptions } from '../../mock-server/index.ts'

/** Verdicts by check id. */
export type Verdicts = Readonly<Record<string, Pick<Judged, 'verdict' | 'because' | 'finding'>>>

/** Long enough for the steps before an expiry on a busy machine, seconds. */
export const lifetimes = { code: 5, device_code: 8, access_token: 5, client_credentials: 5, refresh_token: 5 }

/** Options of a tenant whose artefacts expire soon. */
export function brief(options: TenantOptions): TenantOptions {
  return { device: briskDevices, lifetimes, ...options }
}

/** What a target file says of a tenant: with `client` of each client and `more` of the target. */
export function fileOf(
  tenant: Tenant,
  more: Partial<TargetEntry> = {},
  client: (entry: ClientEntry) => Partial<ClientEntry> = () => ({}),
): TargetConfig {
  const told = describeTenant(tenant, 'flows', more)
  const clients = Object.fromEntries(
    Object.entries(told.clients).map(([name, entry]) => [name, { ...entry, ...client(entry) }]),
  )
  return completeTarget({ ...told, clients })
}

/** Every bundled check whose id begins with one of these. */
export async function checksOf(...prefixes: readonly string[]): Promise<readonly Check[]> {
  const all = await loadChecks()
  return prefixes.length === 0 ? all : all.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)))
}

/** How checks are judged: beside those of other targets, and with pauses that take no time. */
export interface Manner {
  readonly crowd?: Crowd
  readonly pause?: (ms: number) => Promise<void>
}

/** Judges checks at a target, in this thread. */
export async function judged(
  config: TargetConfig,
  checks: readonly Check[],
  { crowd = new Crowd(8), ...manner }: Manner = {},
): Promise<Verdicts> {
  const session = await openSession(config, undefined, {
    profile: defaultProfile,
    signal: new AbortController().signal,
    secrets: new Secrets(),
    checks,
    crowd,
    ...manner,
  })
  try {
    const ordered = checks.toSorted((a, b) => Number(b.waits !== undefined) - Number(a.waits !== undefined))
    const rows = await Promise.all(
      ordered.map(async (check) => {
        const { verdict, because, finding } = await session.judge(check)
        return [check.id, { verdict, because, finding }] as const
      }),
    )
    return Object.fromEntries(rows)
  } finally {
    await session.close()
  }
}

/** One line for each check with one of these verdicts: what is wrong and why. */
export function lines(verdicts: Verdicts, ...kinds: readonly Judged['verdict'][]): string[] {
  return Object.entries(verdicts)
    .filter(([, { verdict }]) => kinds.includes(verdict))
    .map(([id, { verdict, because, finding }]) =>
      [
        verdict,
        id,
        because,
        finding === undefined ? '' : `expected ${finding.expected}, got ${finding.actual}; ${finding.tolerated ?? ''}`,
      ].join(' | '),
    )
    .toSorted()
}

/** How many checks passed. */
export function passed(verdicts: Verdicts): number {
  return Object.values(verdicts).filter(({ verdict }) => verdict === 'pass').length
}
