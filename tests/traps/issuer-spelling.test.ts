import { expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { loadChecks } from '../../harness/catalogue.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { select } from '../../harness/selection.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { deadAddress } from '../http/loopback.ts'
import { patience } from '../acceptance/assay.ts'

const areas = ['metadata', 'iss', 'introspection', 'jwt-grant.accepted', 'jwt-client-auth.issuer-as-audience']

/** What is not green at a mock whose issuer ends so, when the target file says it ends so. */
async function judged(path: string, said = path): Promise<Record<string, string>> {
  const origin = await deadAddress()
  await using mock = await createMockServer({ issuer: origin + path, port: Number(new URL(origin).port) })
  const checks = select(await loadChecks(), areas)
  const config = { ...describeTenant(mock.tenant, 'mock'), issuer: origin + said }
  const signal = new AbortController().signal
  const options = { profile: 'rfc9700', signal, secrets: new Secrets(), checks } as const
  const session = await openSession(config, undefined, options)
  const all = await Promise.all(checks.map(async (check) => [check.id, await session.judge(check)] as const))
  await session.close()
  return Object.fromEntries(
    all.flatMap(([id, { verdict }]) => (verdict === 'pass' || verdict === 'skip' ? [] : [[id, verdict]])),
  )
}

test.each(['/', '/a/b', '/a/b/'])('an issuer that ends with %s', { timeout: patience }, async (path) => {
  expect(await judged(path)).toEqual({})
})

test.each([
  ['/', ''],
  ['', '/'],
  ['/a/b/', '/a/b'],
])('an issuer that ends with %j and a target file that says %j: a warning, and no broken law', async (path, said) => {
  expect(await judged(path, said)).toEqual({ 'metadata.issuer-identical': 'warn' })
})
