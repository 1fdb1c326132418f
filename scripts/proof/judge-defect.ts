import { briskDevices, describeTenant } from '../../cli/embedded-mock.ts'
import type { Check } from '../../harness/check.ts'
import type { Crowd } from '../../harness/engine/crowd.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { defaultProfile } from '../../harness/profile.ts'
import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import type { SetUp } from './set-ups.ts'
import { skip } from './swift-clock.ts'

/** Verdicts by check id. */
export type Verdicts = Readonly<Record<string, Pick<Judged, 'verdict' | 'because' | 'finding'>>>

/** Longer than the embedded mock's: here many tenants share two cores, and a pause must not outlive what it tests. */
const lifetimes = { code: 8, device_code: 12, access_token: 8, client_credentials: 8, refresh_token: 8 }

/** Judges checks at a fresh tenant of this set-up with these defects on; none is the sound mock. */
export async function judgeDefect(
  mock: MockServer,
  setUp: SetUp,
  defects: readonly string[],
  checks: readonly Check[],
  crowd: Crowd,
): Promise<Verdicts> {
  const options = {
    device: briskDevices,
    ...setUp.tenant,
    defects: [...defects],
    lifetimes: { ...lifetimes, ...setUp.tenant.lifetimes },
  }
  const { tenant, leave } = await move(mock, setUp, options)
  try {
    return await judgeTenant(tenant, setUp, checks, crowd)
  } finally {
    await leave()
  }
}

/** A tenant for one trial: of the mock that all share, or of one that is started for it. */
async function move(
  mock: MockServer,
  setUp: SetUp,
  tenant: TenantOptions,
): Promise<{ readonly tenant: Tenant; leave(): Promise<void> }> {
  if (setUp.mock === undefined) {
    const added = await mock.createTenant(undefined, tenant)
    return { tenant: added, leave: async () => mock.dropTenant(added.name) }
  }
  const own = await createMockServer({ ...setUp.mock, tenant })
  return { tenant: own.tenant, leave: () => own.close() }
}

async function judgeTenant(
  tenant: Tenant,
  { target, describe, swift }: SetUp,
  checks: readonly Check[],
  crowd: Crowd,
): Promise<Verdicts> {
  const { plainUrl } = tenant
  const entry = { ...target, ...describe?.(tenant), ...(plainUrl === undefined ? {} : { plain_http: plainUrl }) }
  const session = await openSession(describeTenant(tenant, 'proof', entry), undefined, {
    profile: defaultProfile,
    signal: new AbortController().signal,
    secrets: new Secrets(),
    checks,
    crowd,
    ...(swift === true ? { pause: skip } : {}),
  })
  try {
    const ordered = checks.toSorted((a, b) => Number(b.waits !== undefined) - Number(a.waits !== undefined))
    const judged = await Promise.all(
      ordered.map(async (check) => {
        const { verdict, because, finding } = await session.judge(check)
        return [check.id, { verdict, because, finding }] as const
      }),
    )
    return Object.fromEntries(judged)
  } finally {
    await session.close()
  }
}
