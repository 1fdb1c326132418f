import { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest'
import { everyProbe } from './every-probe.ts'
import { testLaws } from './laws.ts'
import { moveClock } from './moved-clock.ts'
import { expiryProbes } from './probes/expiry.ts'
import type { Running } from './targets.ts'
import { runOauth2MockServer } from './targets.ts'
import { waiting } from './truth/oauth2-mock-server.waiting.ts'

/** The lifetime of an access token is one hour and cannot be set; five minutes are left for skew. */
const longerThanAnyLifetime = { code: 61 * 60, accessToken: 66 * 60, refreshToken: 66 * 60 }

describe('oauth2-mock-server with a moved clock', () => {
  let running: Running
  beforeAll(async () => {
    running = await runOauth2MockServer(moveClock)
  })
  afterAll(() => running.close())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  testLaws(waiting, { ...everyProbe, ...expiryProbes(longerThanAnyLifetime) }, () => running.server)
})
