import { expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { loadChecks } from '../../harness/catalogue.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { select } from '../../harness/selection.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import type { WireAnswer } from '../../mock-server/wire/answer.ts'
import type { WireRequest } from '../../mock-server/wire/request.ts'
import { deadAddress } from '../http/loopback.ts'
import { patience } from '../acceptance/assay.ts'

const areas = ['metadata', 'iss', 'introspection', 'jwt-grant.accepted', 'jwt-client-auth.issuer-as-audience']

/** What is not green at a mock whose issuer ends so, when the target file says it ends so. */
async function judged(path: string, said = path): Promise<Record<string, string>> {
  const origin = await deadAddress()
  await using mock = await createMockServer({ issuer: origin + path, port: Number(new URL(origin).port) })
  return await outcomes(mock, origin + said, areas)
}

async function outcomes(mock: MockServer, issuer: string, ids: readonly string[]): Promise<Record<string, string>> {
  const checks = select(await loadChecks(), ids)
  const config = { ...describeTenant(mock.tenant, 'mock'), issuer }
  const signal = new AbortController().signal
  const options = { profile: 'rfc9700', signal, secrets: new Secrets(), checks } as const
  const session = await openSession(config, undefined, options)
  const all = await Promise.all(checks.map(async (check) => [check.id, await session.judge(check)] as const))
  await session.close()
  return Object.fromEntries(
    all.flatMap(([id, { verdict }]) => (verdict === 'pass' || verdict === 'skip' ? [] : [[id, verdict]])),
  )
}

test(
  'localhost in the target file where the server calls itself 127.0.0.1: a warning, and no broken law',
  { timeout: patience },
  async () => {
    const origin = await deadAddress()
    await using mock = await createMockServer({ issuer: origin, port: Number(new URL(origin).port) })
    expect(await outcomes(mock, origin.replace('127.0.0.1', 'localhost'), ['metadata'])).toEqual({
      'metadata.issuer-identical': 'warn',
    })
  },
)

test('localhost in the document alone is no spelling of the server', { timeout: patience }, async () => {
  const issuer = await deadAddress()
  const answer = (document: WireAnswer, { path }: WireRequest): void => {
    const named = issuer.replace('127.0.0.1', 'localhost')
    if (path.includes('.well-known')) document.json = { ...document.json, issuer: named }
  }
  const tenant = { hooks: { answer } }
  await using mock = await createMockServer({ issuer, port: Number(new URL(issuer).port), tenant })
  expect(await outcomes(mock, issuer, ['metadata.issuer-identical'])).toEqual({ 'metadata.issuer-identical': 'fail' })
})

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
