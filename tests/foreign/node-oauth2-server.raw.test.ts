import { afterAll, beforeAll, describe } from 'vitest'
import { everyProbe } from './every-probe.ts'
import { testLaws } from './laws.ts'
import { sleep } from './raw-server.ts'
import type { Running } from './targets.ts'
import { runNodeOauth2Server } from './targets.ts'
import { clients } from './truth/node-oauth2-server.clients.ts'
import { grants } from './truth/node-oauth2-server.ts'
import { whenSent } from './truth/node-oauth2-server.waiting.ts'

const lifetimes = { code: 600, access_token: 600, refresh_token: 600 }

describe('@node-oauth/oauth2-server', () => {
  let running: Running
  beforeAll(async () => {
    running = await runNodeOauth2Server(sleep, { lifetimes })
  })
  afterAll(() => running.close())

  describe.concurrent('by the law', () => {
    testLaws({ ...grants, ...clients }, everyProbe, () => running.server)
  })
})

describe('@node-oauth/oauth2-server with a model that compares a secret only when one was sent', () => {
  let running: Running
  beforeAll(async () => {
    running = await runNodeOauth2Server(sleep, { lifetimes, secretCheck: 'when-sent' })
  })
  afterAll(() => running.close())

  testLaws(whenSent, everyProbe, () => running.server)
})
