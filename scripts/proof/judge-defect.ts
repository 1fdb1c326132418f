import { briskDevices, describeTenant } from '../../cli/embedded-mock.ts'
import type { Check } from '../../harness/check.ts'
import type { Crowd } from '../../harness/engine/crowd.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { defaultProfile } from '../../harness/profile.ts'
import type { MockServer } from '../../mock-server/index.ts'
import type { SetUp } from './set-ups.ts'

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
  const tenant = await mock.createTenant(undefined, {
    device: briskDevices,
    ...setUp.tenant,
    defects: [...defects],
    lifetimes: { ...lifetimes, ...setUp.tenant.lifetimes },
  })
  const session = await openSession(describeTenant(tenant, 'proof', setUp.target), undefined, {
    profile: defaultProfile,
    signal: new AbortController().signal,
    secrets: new Secrets(),
    checks,
    crowd,
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
    mock.dropTenant(tenant.name)
  }
}
