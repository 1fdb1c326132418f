import { expect } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { check, type Check } from '../../harness/check.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import type { Tenant } from '../../mock-server/index.ts'

/** Runs a body as that of a check, with what a check is given; an expectation of it that fails makes the test fail. */
export async function judgeBody(tenant: Tenant, run: Check['run'], target: Partial<TargetEntry> = {}): Promise<Judged> {
  const failed: Error[] = []
  const session = await openSession(describeTenant(tenant, 'mock', target), undefined, {
    profile: 'oauth2',
    signal: AbortSignal.timeout(30_000),
    secrets: new Secrets(),
  })
  try {
    const judged = await session.judge(bodyOf(run, failed))
    if (failed[0] !== undefined) throw failed[0]
    return judged
  } finally {
    await session.close()
  }
}

/** As `judgeBody`, of a body that judges nothing and comes to its end. */
export async function perform(tenant: Tenant, run: Check['run']): Promise<void> {
  const { verdict, because } = await judgeBody(tenant, run)
  expect([verdict, because]).toEqual(['pass', expect.any(String)])
}

function bodyOf(run: Check['run'], failed: Error[]): Check {
  return check({
    id: 'test.body',
    title: 'The body of a test',
    law: [must('RFC 6749', '3')],
    needs: [],
    steps: {},
    holds: 'Everything is well',
    defect: 'none',
    async run(context) {
      try {
        await run(context)
      } catch (error) {
        if (error instanceof Error && error.name === 'AssertionError') failed.push(error)
        throw error
      }
    },
  })
}
