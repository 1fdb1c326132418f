import { afterAll, beforeAll, describe } from 'vitest'
import { everyProbe } from './every-probe.ts'
import { testLaws } from './laws.ts'
import { sleep } from './raw-server.ts'
import type { Running } from './targets.ts'
import { runOauth2MockServer } from './targets.ts'
import { clients } from './truth/oauth2-mock-server.clients.ts'
import { grants } from './truth/oauth2-mock-server.ts'

describe('oauth2-mock-server', () => {
  let running: Running
  beforeAll(async () => {
    running = await runOauth2MockServer(sleep)
  })
  afterAll(() => running.close())

  describe.concurrent('by the law', () => {
    testLaws({ ...grants, ...clients }, everyProbe, () => running.server)
  })
})
