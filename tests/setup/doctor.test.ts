import { expect, onTestFinished, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import type { Diagnosis } from '../../harness/setup/diagnosis.ts'
import { diagnose } from '../../harness/setup/diagnose.ts'
import type { TargetConfig } from '../../harness/target/config/config.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { createMockServer } from '../../mock-server/index.ts'

async function mockTarget(): Promise<TargetConfig> {
  const mock = await createMockServer()
  onTestFinished(() => mock.close())
  const { clients, ...config } = describeTenant(mock.tenant, 'mock', { login: { how: 'form' } })
  const [web, second, service] = ['web', 'second', 'service'].map((name) => clients[name])
  if (web === undefined || second === undefined || service === undefined) throw new Error('expected three clients')
  const { resource, scopes, users, issuer } = config
  return completeTarget({
    issuer,
    clients: { web, second, service },
    users,
    scopes,
    ...(resource === undefined ? {} : { resource }),
    lifetimes: { access_token: mock.tenant.lifetimes.access_token },
  })
}

async function problems(config: TargetConfig): Promise<{ reached: boolean; ill: string[]; all: Diagnosis[] }> {
  const all: Diagnosis[] = []
  const { reached } = await diagnose(config, (found) => all.push(found))
  return {
    reached,
    all,
    ill: all.flatMap((each) => (each.state === 'problem' ? [`${each.at.join('.')}: ${each.text}`] : [])),
  }
}

test('a sound set-up has no problem, and each part was looked at', async () => {
  const { reached, ill, all } = await problems(await mockTarget())

  expect(ill).toEqual([])
  expect(reached).toBe(true)
  const texts = all.map(({ text }) => text)
  expect(texts).toEqual(
    expect.arrayContaining([
      expect.stringContaining('names the same issuer'),
      expect.stringContaining('clock agrees'),
      expect.stringContaining('client service is taken for who it is'),
      'client web gets a code at https://app.example/other-callback',
      expect.stringContaining('the resource refuses a request without a token'),
      expect.stringContaining('may introspect'),
      expect.stringContaining('may revoke'),
    ]),
  )
})

test('every fault is found with the key it is about', async () => {
  const config = await mockTarget()
  const { web, second, service } = config.clients
  if (web === undefined || second === undefined || service === undefined) throw new Error('expected three clients')
  const { ill } = await problems({
    ...config,
    clients: {
      web: { ...web, redirect_uris: ['https://app.example/callback', 'https://app.example/unknown'] },
      second: { ...second, client_secret: 'not-the-secret-0123456789-abcdefghijklmnop' },
      service,
    },
    lifetimes: { access_token: 5 },
    resource: { url: `${config.issuer}/nothing-here`, method: 'GET' },
  })

  const keys = ill.map((line) => line.split(': ', 1)[0])
  expect(keys).toEqual([
    'clients.second.client_secret',
    'clients.web.redirect_uris.1',
    'lifetimes.access_token',
    'resource.url',
  ])
})

test('a server that is not there is not reached', async () => {
  const { reached, ill } = await problems(completeTarget({ issuer: 'http://127.0.0.1:9' }))

  expect(reached).toBe(false)
  expect(ill).toEqual([expect.stringMatching(/^issuer: http:\/\/127\.0\.0\.1:9 refuses connections/)])
})

test('an issuer that the metadata spells otherwise is a problem with the right spelling', async () => {
  const { issuer } = await mockTarget()
  const { all } = await problems(completeTarget({ issuer: `${issuer}/` }))

  expect(all).toContainEqual(
    expect.objectContaining({ state: 'problem', at: ['issuer'], fix: `write issuer: ${issuer}` }),
  )
})
