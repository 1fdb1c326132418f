import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { judgeBody, perform } from './perform.ts'

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
  await perform(tenant, async ({ op }) => {
    const device = await op.device()
    expect(device).toMatchObject({ interval: 1, expires_in: 600, verification_uri: `${tenant.issuer}/device` })
    expect(device.client.name).toBe('tv')
    expect(op.untilPoll(device)).toBeGreaterThan(0.9)
    expect((await op.poll(device)).error).toBe('authorization_pending')
    expect(op.untilPoll(device)).toBeGreaterThan(1)
  })
})

test('polls that keep the interval are never told to slow down', async () => {
  await perform(tenant, async ({ op, wait }) => {
    const device = await op.device()
    for (let count = 0; count < 3; count += 1) {
      await wait(op.untilPoll(device), 'the interval')
      expect((await op.poll(device)).error).toBe('authorization_pending')
    }
    expect((await op.poll(device)).error).toBe('slow_down')
  })
})

test('a user approves one device and refuses another in the same browser', async () => {
  await perform(tenant, async ({ op }) => {
    const [first, second] = [await op.device(), await op.device()]
    expect(await op.approve(first, 'allow')).toMatchObject({ done: true, denied: false })
    expect(await op.approve(second, 'deny')).toMatchObject({ done: true, denied: true })
    expect((await op.poll(first).tokens()).refresh_token).toBeDefined()
    expect((await op.poll(second)).error).toBe('access_denied')
  })
})

test('a glance decides nothing', async () => {
  await perform(tenant, async ({ op }) => {
    const first = await op.device()
    await op.approve(first, 'allow')
    const second = await op.device()
    expect(await op.glance(second.verification_uri_complete ?? '')).toBe(200)
    expect((await op.poll(second)).error).toBe('authorization_pending')
  })
})

test('a page that does not take the code is no approval', async () => {
  await perform(tenant, async ({ op }) => {
    const device = await op.device()
    const visit = await op.approve({ ...device, user_code: 'BCDF-GHJK' }, 'allow')
    expect(visit).toMatchObject({ done: false, ending: expect.stringContaining('rejected the user code') })
  })
})

test('a client that may not use the grant blocks the check', async () => {
  const judged = await judgeBody(tenant, async ({ op, target }) => {
    await op.device({ client: target.client('no_device') })
  })

  expect(judged).toMatchObject({ verdict: 'blocked', because: expect.stringContaining('unauthorized_client') })
})
