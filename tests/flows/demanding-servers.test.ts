import { expect, test } from 'vitest'

import { createMockServer } from '../../mock-server/index.ts'
import { gatekeeper, jsonError } from './gatekeeper.ts'
import { brief, checksOf, fileOf, judged, lines, passed } from './judged.ts'
import { traps, type Trap } from './tenants.ts'

const patience = { timeout: 240_000 }

test(
  'PAR, DPoP with nonces and PKCE all demanded: the suite judges, and nothing is red or blocked',
  patience,
  async () => {
    const { tenant, target } = traps.everything
    await using mock = await createMockServer({ tenant: brief(tenant) })
    const checks = (await checksOf()).filter(({ waits }) => waits === undefined)

    const verdicts = await judged(fileOf(mock.tenant, target), checks)

    expect(lines(verdicts, 'fail', 'error', 'blocked')).toEqual([])
    expect(passed(verdicts)).toBeGreaterThan(checks.length * 0.75)
  },
)

const families: readonly (readonly [keyof typeof traps, readonly string[], number])[] = [
  ['dpop', ['token.', 'refresh.', 'revocation.', 'expiry.', 'code.'], 0.8],
  ['nonces', ['client-assertion.', 'jwt-grant.', 'device.', 'code.'], 0.8],
  ['pushed', ['authz.', 'pkce.', 'redirect-uri.', 'scope.'], 0.8],
  ['pushed by one', ['authz.', 'iss.'], 0.7],
  ['json', ['token.', 'refresh.', 'introspection.', 'revocation.', 'robustness.', 'code.', 'password.'], 0.6],
]

test.each(families)('a server that demands %s is judged: %s', patience, async (name, prefixes, share) => {
  const { tenant, target, client }: Trap = traps[name]
  await using mock = await createMockServer({ tenant: brief(tenant) })
  const checks = await checksOf(...prefixes)

  const verdicts = await judged(fileOf(mock.tenant, target, client), checks)

  expect(lines(verdicts, 'fail', 'error', 'blocked')).toEqual([])
  expect(passed(verdicts)).toBeGreaterThan(checks.length * share)
})

test('without a word in the target file the need of a proof is learned from the refusal', patience, async () => {
  await using gate = await gatekeeper()
  await using mock = await createMockServer({ issuer: gate.origin, tenant: brief({ features: { dpop: true } }) })
  const proofs: boolean[] = []
  gate.guard(mock.url, {
    before({ path, headers }) {
      if (path !== '/token') return undefined
      proofs.push(headers['dpop'] !== undefined)
      return headers['dpop'] === undefined ? jsonError(400, 'invalid_dpop_proof') : undefined
    },
  })
  const checks = await checksOf('token.access-token-present', 'code.exchange-succeeds', 'refresh.works')

  const verdicts = await judged(fileOf(mock.tenant), checks)

  expect(lines(verdicts, 'fail', 'error', 'blocked', 'skip')).toEqual([])
  expect(proofs.filter((proven) => !proven).length).toBeLessThan(proofs.length / 2 + 1)
})

test('a defect is still seen through PAR and DPoP', patience, async () => {
  const { tenant, target } = traps.everything
  await using mock = await createMockServer({
    tenant: brief({ ...tenant, defects: ['code-reusable', 'pkce-unverified', 'redirect-prefix-match'] }),
  })
  const checks = await checksOf('code.single-use', 'pkce.wrong-verifier', 'redirect-uri.path-suffix-refused')

  const verdicts = await judged(fileOf(mock.tenant, target), checks)

  expect(lines(verdicts, 'fail')).toHaveLength(checks.length)
})
