import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { check, type Check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { device: { interval: 1 } })
})
afterAll(() => mock.close())

test('a device is what the answer says, and may poll an interval later', async () => {
  await perform(async ({ op }) => {
    const device = await op.device()
    expect(device).toMatchObject({ interval: 1, expires_in: 600, verification_uri: `${tenant.issuer}/device` })
    expect(device.client.name).toBe('tv')
    expect(op.untilPoll(device)).toBeGreaterThan(0.9)
    expect((await op.poll(device)).error).toBe('authorization_pending')
    expect(op.untilPoll(device)).toBeGreaterThan(1)
  })
})

test('polls that keep the interval are never told to slow down', async () => {
  await perform(async ({ op, wait }) => {
    const device = await op.device()
    for (let count = 0; count < 3; count += 1) {
      await wait(op.untilPoll(device), 'the interval')
      expect((await op.poll(device)).error).toBe('authorization_pending')
    }
    expect((await op.poll(device)).error).toBe('slow_down')
  })
})

test('a user approves one device and refuses another in the same browser', async () => {
  await perform(async ({ op }) => {
    const [first, second] = [await op.device(), await op.device()]
    expect(await op.approve(first, 'allow')).toMatchObject({ done: true, denied: false })
    expect(await op.approve(second, 'deny')).toMatchObject({ done: true, denied: true })
    expect((await op.poll(first).tokens()).refresh_token).toBeDefined()
    expect((await op.poll(second)).error).toBe('access_denied')
  })
})

test('a glance decides nothing', async () => {
  await perform(async ({ op }) => {
    const first = await op.device()
    await op.approve(first, 'allow')
    const second = await op.device()
    expect(await op.glance(second.verification_uri_complete ?? '')).toBe(200)
    expect((await op.poll(second)).error).toBe('authorization_pending')
  })
})

test('a page that does not take the code is no approval', async () => {
  await perform(async ({ op }) => {
    const device = await op.device()
    const visit = await op.approve({ ...device, user_code: 'BCDF-GHJK' }, 'allow')
    expect(visit).toMatchObject({ done: false, ending: expect.stringContaining('rejected the user code') })
  })
})

test('a client that may not use the grant blocks the check', async () => {
  const judged = await judge(async ({ op, target }) => {
    await op.device({ client: target.client('no_device') })
  })

  expect(judged).toMatchObject({ verdict: 'blocked', because: expect.stringContaining('unauthorized_client') })
})

async function judge(run: (context: Context) => Promise<void>): Promise<Judged> {
  const performed: Check = check({
    id: 'device.performed',
    title: 'A device operation does what it says',
    law: [must('RFC 8628', '3.4')],
    needs: ['device_code', 'device_approval'],
    steps: {},
    holds: 'Nothing is judged',
    defect: 'none',
    run,
  })
  const session = await openSession(describeTenant(tenant, 'mock'), undefined, {
    profile: 'oauth2',
    signal: new AbortController().signal,
    secrets: new Secrets(),
  })
  try {
    return await session.judge(performed)
  } finally {
    await session.close()
  }
}

async function perform(run: (context: Context) => Promise<void>): Promise<void> {
  expect(await judge(run)).toMatchObject({ verdict: 'pass' })
}
