import { afterAll, beforeAll, describe, vi } from 'vitest'
import type { Deviation } from './beyond/deviation.ts'
import { testDeviations } from './beyond/deviation.ts'
import { grants } from './beyond/mock-grants.ts'
import { management } from './beyond/mock-introspection.ts'
import { passwords } from './beyond/mock-password.ts'
import { pages, redirects } from './beyond/mock-redirects.ts'
import { requests } from './beyond/mock-token-requests.ts'
import { sleep } from './raw-server.ts'
import type { Running } from './targets.ts'
import { runOauth2MockServer } from './targets.ts'
import type { oauth2MockServerBeyond } from './truth/beyond.ts'

const deviations: Readonly<Record<(typeof oauth2MockServerBeyond)[number], Deviation>> = {
  ...redirects,
  ...pages,
  ...grants,
  ...passwords,
  ...management,
  ...requests,
}

describe('oauth2-mock-server', () => {
  let running: Running
  beforeAll(async () => {
    // The package prints each of its own failures, the whole body included.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    running = await runOauth2MockServer(sleep)
  })
  afterAll(async () => {
    await running.close()
    vi.restoreAllMocks()
  })

  testDeviations(deviations, () => running.server)
})
