import { expect, test } from 'vitest'

import { loadChecks } from '../../harness/catalogue.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { select } from '../../harness/selection.ts'
import { createMockServer, type TenantOptions } from '../../mock-server/index.ts'
import { judgeDefect } from '../../scripts/proof/judge-defect.ts'
import { startSwiftClock } from '../../scripts/proof/swift-clock.ts'
import { patience } from '../acceptance/assay.ts'

type Hooks = NonNullable<TenantOptions['hooks']>

startSwiftClock()

/** Whoever names itself and proves nothing gets a token for whatever it presents, as often as it likes. */
const servesPublicClients: Hooks = {
  request({ endpoint, form, headers }) {
    const isProven = headers.authorization !== undefined || form.has('client_secret') || form.has('client_assertion')
    if (endpoint !== 'token' || isProven || !form.has('client_id')) return undefined
    const tokens = { access_token: crypto.randomUUID(), refresh_token: crypto.randomUUID() }
    return { status: 200, body: { ...tokens, token_type: 'Bearer', expires_in: 60 } }
  },
}

test.each([
  ['code.race-single-winner', 'fail'],
  ['code.redirect-uri-mismatch', 'fail'],
  ['code.redirect-uri-missing', 'warn'],
  ['expiry.code', 'warn'],
  ['expiry.refresh-token', 'warn'],
])('%s looks at public clients too', { timeout: patience }, async (broken, verdict) => {
  await using mock = await createMockServer()
  const checks = select(await loadChecks(), [broken])
  const setUp = { tenant: { hooks: servesPublicClients }, proves: [], swift: true as const }

  const verdicts = await judgeDefect(mock, setUp, [], checks, new Crowd(8))

  expect(verdicts[broken]).toMatchObject({ verdict })
})

test('a code of a public client that outlives ten minutes is none with a lifetime of its own', async () => {
  await using mock = await createMockServer()
  const checks = select(await loadChecks(), ['expiry.code'])
  const tenant = { hooks: servesPublicClients, lifetimes: { code: 300, access_token: 3600, refresh_token: 3600 } }
  const setUp = { tenant, target: { limits: { max_wait_s: 600 } }, proves: [], swift: true as const }

  const verdicts = await judgeDefect(mock, setUp, [], checks, new Crowd(8))

  expect(verdicts['expiry.code']).toMatchObject({ verdict: 'fail' })
})
