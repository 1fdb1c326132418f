import { expect, onTestFinished, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import type { Diagnosis } from '../../harness/setup/diagnosis.ts'
import { walkDoubt } from '../../harness/setup/examine-walk.ts'
import { diagnose } from '../../harness/setup/diagnose.ts'
import type { TargetConfig } from '../../harness/target/config/config.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { targetOf } from '../../harness/target/resolve.ts'
import { answerArrival } from '../../harness/user-agents/arrival.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import { createMockServer, type TenantOptions } from '../../mock-server/index.ts'

async function mockTarget(tenant: TenantOptions = {}): Promise<TargetConfig> {
  const mock = await createMockServer({ tenant })
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
      'client web gets a code at https://app.example/callback (on the way: filled the login form, allowed the consent)',
      'client web gets a code at https://app.example/other-callback',
      'client web refreshes its tokens',
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

test('endpoints that are not where the file says are problems of the metadata, not of the clients', async () => {
  const config = await mockTarget()
  const at = (name: string): string => `${config.issuer}/${name}`
  const metadata = { authorization_endpoint: at('no-authorize'), token_endpoint: at('no-token') }
  const { ill } = await problems({ ...config, metadata })

  const keys = new Set(ill.map((line) => line.split(': ', 1)[0]))
  expect(keys).toContain('metadata.token_endpoint')
  expect(keys).toContain('metadata.authorization_endpoint')
  expect([...keys].filter((key) => key?.endsWith('client_secret') || key?.includes('redirect_uris'))).toEqual([])
})

test('a server that is not there is not reached', async () => {
  const { reached, ill } = await problems(completeTarget({ issuer: 'http://127.0.0.1:9' }))

  expect(reached).toBe(false)
  expect(ill).toEqual([expect.stringMatching(/^issuer: http:\/\/127\.0\.0\.1:9 refuses connections/)])
})

test('a server without TLS at an https issuer: the scheme is to be corrected, not a certificate to be given', async () => {
  const { issuer } = await mockTarget()
  const { reached, all } = await problems(completeTarget({ issuer: issuer.replace('http:', 'https:') }))

  expect(reached).toBe(false)
  expect(all).toEqual([
    {
      state: 'problem',
      at: ['issuer'],
      text: `${issuer.replace('http:', 'https:')} does not speak TLS`,
      fix: `write issuer: ${issuer}, or correct the port`,
    },
  ])
})

test('a scope that the client may not ask for is found though it is not the first', async () => {
  const clients = defaultClients().map((client) =>
    client.client_id === 'web' ? { ...client, scope: 'openid offline_access read' } : client,
  )
  const config = await mockTarget({ clients })
  const { ill } = await problems({ ...config, scopes: ['read', 'openid', 'write'] })

  expect(ill).toEqual(['scopes.2: the server refuses the scope write to client web: error=invalid_scope'])
})

test('a client that gets no token for itself, whatever the server calls the reason', async () => {
  const answer = { error: 'invalid_request', description: 'a parameter is missing' }
  const when = { endpoint: 'token', grant: 'client_credentials' } as const
  const { ill } = await problems(await mockTarget({ answers: [{ when, times: 'always', answer }] }))

  expect(ill).toEqual([
    expect.stringMatching(/^clients\.service: client service gets no token for itself: .*a parameter is missing/),
  ])
})

test('where nobody can log in, the resource is not blamed for refusing the token of a service', async () => {
  const config = await mockTarget()
  const { ill } = await problems({
    ...config,
    users: { alice: { username: 'alice', password: 'wrong' } },
    resource: { url: `${config.issuer}/userinfo`, method: 'GET' },
  })

  expect(ill).toEqual([expect.stringMatching(/^users: the login as alice is turned down/)])
})

test('an issuer that the metadata spells otherwise is a problem with the right spelling', async () => {
  const { issuer } = await mockTarget()
  const { all } = await problems(completeTarget({ issuer: `${issuer}/` }))

  expect(all).toContainEqual(
    expect.objectContaining({ state: 'problem', at: ['issuer'], fix: `write issuer: ${issuer}` }),
  )
})

test('a refresh token that nobody gives, and one that does not work, is a problem of the grant types', async () => {
  const { ill } = await problems(await mockTarget({ defects: ['refresh-always-fails'] }))

  expect(ill).toEqual([expect.stringMatching(/^clients\.web\.grant_types: client web may not use its refresh token/)])
})

test('the registration token is tried, and the client that was made for it is deleted', async () => {
  const mock = await createMockServer({ tenant: { registration: { token: 'the-right-one' } } })
  onTestFinished(() => mock.close())
  const target = (token: string): TargetConfig =>
    completeTarget({ issuer: mock.tenant.issuer, registration: { initial_access_token: token } })
  const before = mock.tenant.store.size('Client')

  const right = await problems(target('the-right-one'))
  const wrong = await problems(target('another'))

  expect(right.all).toContainEqual({ state: 'ok', text: 'the registration endpoint registers a client' })
  expect(mock.tenant.store.size('Client')).toBe(before)
  expect(wrong.ill).toContainEqual(expect.stringMatching(/^registration\.initial_access_token: .*refuses the initial/))
})

test('a login that fails tells what was done before', async () => {
  const config = await mockTarget({ login: 'password' })
  const { ill } = await problems({ ...config, users: { alice: { username: 'alice', password: 'wrong' } } })

  expect(ill).toEqual([
    expect.stringMatching(/^users: the login as alice is turned down.*\(on the way: filled the login form\)/),
  ])
})

test('addresses that are none are what is to be corrected, not the client that asked there', async () => {
  const config = await mockTarget()
  const { issuer } = config
  const metadata = { authorization_endpoint: `${issuer}/nowhere`, token_endpoint: `${issuer}/nothing` }
  const { ill } = await problems({ ...config, discovery: false, metadata })

  const keys = ill.map((line) => line.split(': ', 1)[0])
  expect(new Set(keys)).toEqual(new Set(['metadata.token_endpoint', 'metadata.authorization_endpoint']))
  expect(ill[0]).toMatch(/there is no token endpoint at http.*\/nothing: it answers 40[45]/)
})

test('an endpoint that does not answer is told by its name in the metadata', async () => {
  const config = await mockTarget()
  const token = config.issuer.replace('http:', 'https:')
  const { ill, reached } = await problems({ ...config, metadata: { token_endpoint: `${token}/token` } })

  expect(reached).toBe(false)
  expect(ill).toEqual([expect.stringMatching(/^metadata\.token_endpoint: .*where the metadata puts token_endpoint$/)])
})

test('a server that limits the rate is not said to be wrongly described', async () => {
  const answers = [{ when: { endpoint: 'authorization' }, times: 'always', answer: { status: 429 } }] as const
  const config = await mockTarget({ answers })
  const { ill } = await problems({ ...config, limits: { ...config.limits, max_wait_s: 1 } })

  expect(ill).toEqual([expect.stringMatching(/^limits\.max_wait_s: .* asks to be left alone/)])
})

test('a page about the rate says so, whatever kind of page it is, and casts doubt on the limits only', () => {
  const url = 'http://127.0.0.1:9/login?code=secret'
  const arrival = answerArrival(
    { status: 429, headers: [], body: 'slow down', url },
    'the answer is not an HTML page',
    [],
  )
  if (arrival.kind !== 'page') throw new Error('expected a page')

  expect(arrival.stuck).toBe('the server limits the rate of requests: status 429 at http://127.0.0.1:9/login')
  const config = completeTarget({ issuer: 'http://127.0.0.1:9', clients: { web: { client_id: 'web' } } })
  const target = targetOf(config, {}, true, undefined)
  const [client] = target.clients
  if (client === undefined) throw new Error('expected a client')
  expect(walkDoubt({ ...arrival, lost: true }, { target }, client)).toMatchObject({ at: ['limits'] })
})
