import { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest'
import { everyProbe } from './every-probe.ts'
import { testLaws } from './laws.ts'
import { moveClock } from './moved-clock.ts'
import { expiryProbes } from './probes/expiry.ts'
import { sleep } from './raw-server.ts'
import type { Running } from './targets.ts'
import { runNodeOauth2Server } from './targets.ts'
import { waiting } from './truth/node-oauth2-server.waiting.ts'

const entries = Object.entries(waiting)
const expiring = Object.fromEntries(entries.filter(([law]) => law.startsWith('expiry.')))
const moved = Object.fromEntries(entries.filter(([law]) => !law.startsWith('expiry.')))

describe('@node-oauth/oauth2-server with lifetimes of one and two seconds, waited for', () => {
  let running: Running
  beforeAll(async () => {
    running = await runNodeOauth2Server(sleep, { lifetimes: { code: 1, access_token: 2, refresh_token: 2 } })
  })
  afterAll(() => running.close())

  describe.concurrent('by the law', () => {
    testLaws(expiring, expiryProbes({ code: 2, accessToken: 3, refreshToken: 3 }), () => running.server)
  })
})

describe('@node-oauth/oauth2-server with long lifetimes and a moved clock', () => {
  let running: Running
  beforeAll(async () => {
    const lifetimes = { code: 600, access_token: 600, refresh_token: 600 }
    running = await runNodeOauth2Server(moveClock, { lifetimes })
  })
  afterAll(() => running.close())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  testLaws(moved, everyProbe, () => running.server)
})
