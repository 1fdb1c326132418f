import { afterAll, beforeAll, describe } from 'vitest'

import { startJmondiOauth2Server } from '../../fixtures/targets/jmondi-oauth2-server/server.mjs'
import type { Deviation } from './beyond/deviation.ts'
import { testDeviations } from './beyond/deviation.ts'
import { redirects } from './beyond/jmondi-redirects.ts'
import { revocations } from './beyond/jmondi-revocation.ts'
import { tokenRequests } from './beyond/jmondi-token-requests.ts'
import type { ProvenServer } from './proven-flow.ts'
import type { jmondiOauth2ServerBeyond } from './truth/beyond.ts'

const deviations: Readonly<Record<(typeof jmondiOauth2ServerBeyond)[number], Deviation<ProvenServer>>> = {
  ...redirects,
  ...tokenRequests,
  ...revocations,
}

describe('@jmondi/oauth2-server', () => {
  let running: Awaited<ReturnType<typeof startJmondiOauth2Server>>
  let server: ProvenServer
  beforeAll(async () => {
    running = await startJmondiOauth2Server({ lifetimes: { access_token: 600, refresh_token: 600 } })
    const { issuer } = running
    server = {
      issuer,
      tokenUrl: `${issuer}/token`,
      resourceUrl: `${issuer}/resource`,
      browser: { cookie: '' },
      person: { username: 'alice', password: 'correct-horse' },
    }
  })
  afterAll(() => running.close())

  testDeviations(deviations, () => server)
})
