import { expect, test } from 'vitest'

import type { Diagnosis } from '../../harness/setup/diagnosis.ts'
import { diagnose } from '../../harness/setup/diagnose.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { createMockServer, type TenantOptions } from '../../mock-server/index.ts'
import { gatekeeper, type Rules } from '../flows/gatekeeper.ts'
import { fileOf } from '../flows/judged.ts'
import { lateChallenge } from '../flows/policies.ts'

async function told(rules: Rules, tenant: TenantOptions = {}, more: Partial<TargetEntry> = {}) {
  await using gate = await gatekeeper()
  await using mock = await createMockServer({ issuer: gate.origin, tenant: { pkce: 'optional', ...tenant } })
  gate.guard(mock.url, rules)
  const kept = ['web', 'spa', 'service']
  const { clients, ...config } = fileOf(mock.tenant, more)
  const few = Object.fromEntries(Object.entries(clients).filter(([name]) => kept.includes(name)))
  const all: Diagnosis[] = []
  const { reached } = await diagnose({ ...config, clients: few }, (found) => all.push(found))
  return { reached, all, texts: all.map(({ text }) => text), ill: all.filter(({ state }) => state !== 'ok') }
}

const patience = { timeout: 60_000 }

test.each([
  ['told of it', 'Missing required parameter: code_verifier.'],
  ['without a word about it', undefined],
])(
  'a code of each client is redeemed, and none is blamed for a verifier that it did not know it needed: %s',
  patience,
  async (_, description) => {
    const { ill, texts } = await told(lateChallenge('all', description))

    expect(ill).toEqual([])
    expect(texts).toEqual(
      expect.arrayContaining(['client web gets tokens for its code', 'client spa gets tokens for its code']),
    )
  },
)

test('PKCE that the metadata does not announce is told with the key to add', patience, async () => {
  const silent: TenantOptions = { defects: ['pkce-not-advertised'] }

  expect((await told({}, silent)).ill).toEqual([
    expect.objectContaining({ state: 'advice', at: ['capabilities'], fix: 'write capabilities: { add: [pkce] }' }),
  ])
  expect((await told({}, silent, { capabilities: { remove: ['pkce'] } })).ill).toEqual([])
})

test('a connection that is dropped once is no matter of the set-up', patience, async () => {
  let dropped = 0
  const { reached, ill, texts } = await told({
    before({ path }) {
      if (path === '/token' && (dropped += 1) === 1) throw new Error('dropped')
      return undefined
    },
  })

  expect(reached).toBe(true)
  expect(ill).toEqual([])
  expect(texts).toHaveLength(new Set(texts).size)
})

test('a server that drops every token request is not reached', patience, async () => {
  const { reached } = await told({
    before({ path }) {
      if (path === '/token') throw new Error('dropped')
      return undefined
    },
  })

  expect(reached).toBe(false)
})
