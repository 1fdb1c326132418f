import { describe, expect, test } from 'vitest'

import { briefLifetimes, briskDevices, describeTenant } from '../../cli/embedded-mock.ts'
import { loadChecks } from '../../harness/catalogue.ts'
import type { Check } from '../../harness/check.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import type { ClientConfig, TargetConfig } from '../../harness/target/config/config.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import { createMockServer, type Lifetimes, type TenantOptions, type WireRequest } from '../../mock-server/index.ts'

interface Case {
  readonly fault: string
  readonly change: (config: TargetConfig) => TargetConfig
  /** What those who have to mend it are told. */
  readonly told: RegExp
  /** Seconds, where the server's are to be others than the file says. */
  readonly lifetimes?: Partial<Lifetimes>
}

const withClients = (change: (client: ClientConfig) => ClientConfig) => (config: TargetConfig) => ({
  ...config,
  clients: Object.fromEntries(Object.entries(config.clients).map(([name, client]) => [name, change(client)])),
})

const web = (change: Partial<ClientConfig>) =>
  withClients((client) => (client.client_id === 'web' ? { ...client, ...change } : client))

const resourceAt = (path: string) => (config: TargetConfig) => ({
  ...config,
  resource: { url: `${config.issuer}${path}`, method: 'GET' },
})

const unknownSecret = 'not-the-secret-0123456789-abcdefghijklmnop'

const cases: readonly Case[] = [
  {
    fault: 'the secret of a client is wrong',
    change: web({ client_secret: unknownSecret }),
    told: /set-up: the server does not take client web for who it is.*clients\.web\.client_secret/,
  },
  {
    fault: 'every secret is wrong',
    change: withClients((client) =>
      client.client_secret === undefined ? client : { ...client, client_secret: unknownSecret },
    ),
    told: /set-up: the server does not take client hmac-service for who it is/,
  },
  {
    fault: 'a confidential client is said to be public',
    change: (config) => {
      const { client_secret: _, ...client } = config.clients['web'] ?? { client_id: '', redirect_uris: [] }
      const open: ClientConfig = { ...client, token_endpoint_auth_method: 'none' }
      return { ...config, clients: { ...config.clients, web: open } }
    },
    told: /set-up: .*client web.*by none; give it its client_secret/,
  },
  {
    fault: 'the password of the user is wrong',
    change: (config) => ({ ...config, users: { alice: { username: 'alice', password: 'wrong' } } }),
    told: /set-up: the login as alice is turned down.*\(users\)/,
  },
  {
    fault: 'the redirect_uri is not registered',
    change: web({ redirect_uris: ['https://unregistered.example/callback'] }),
    told: /set-up: the authorization endpoint.*client web.*register https:\/\/unregistered\.example\/callback/,
  },
  {
    fault: 'the scopes do not exist',
    change: (config) => ({ ...config, scopes: ['no-such-scope', 'nor-this'] }),
    told: /set-up: the server refuses the scope no-such-scope.*\(scopes\)/,
  },
  {
    fault: 'the scope of a client does not exist',
    change: withClients((client) => (client.scope === undefined ? client : { ...client, scope: 'no-such-scope' })),
    told: /set-up: the server refuses the scope no-such-scope to client service.*clients\.service\.scope/,
  },
  {
    fault: 'the declared lifetimes are too short',
    lifetimes: { code: 4, refresh_token: 4 },
    change: (config) => ({ ...config, lifetimes: { ...config.lifetimes, code: 1, refresh_token: 1 } }),
    told: /set-up: the server lets it live longer than the 1 s of lifetimes\.code/,
  },
  {
    fault: 'there is no such resource',
    change: resourceAt('/nothing-here'),
    told: /set-up: the resource answers 404.*resource\.url/,
  },
  {
    fault: 'the resource is open to anybody',
    change: resourceAt('/.well-known/openid-configuration'),
    told: /set-up: the resource gives the same.*resource\.url/,
  },
  {
    fault: 'a client is declared for a grant that it may not use',
    change: web({ grant_types: ['authorization_code', 'refresh_token', 'client_credentials'] }),
    told: /set-up: the server says that client web may not use client_credentials.*clients\.web\.grant_types/,
  },
]

const checks = await loadChecks()

describe('a fault of the target file breaks no law', () => {
  test.each(cases)('$fault', { timeout: 180_000 }, async ({ change, told, lifetimes }) => {
    const judged = await judgedWith(
      change,
      lifetimes ?? {},
      checks.filter(({ waits, id }) => waits === undefined || id.startsWith('expiry.')),
    )

    expect(judged.filter(({ verdict }) => ['fail', 'warn', 'error'].includes(verdict))).toEqual([])
    expect(judged.filter(({ verdict, because }) => verdict === 'blocked' && told.test(because))).not.toEqual([])
  })
})

test('a defect is still seen beside a client that is described wrongly', async () => {
  const some = checks.filter(({ id }) => id === 'code.single-use' || id === 'client-credentials.works')
  const verdicts = await judgedWith(
    (config) => ({
      ...config,
      clients: Object.fromEntries(
        Object.entries(config.clients).filter(([name]) => name === 'web' || name === 'service'),
      ),
    }),
    {},
    some,
    ['code-reusable'],
    'service',
  )
  expect(Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict]))).toEqual({
    'code.single-use': 'fail',
    'client-credentials.works': 'blocked',
  })
})

const atEndpoints = [
  'code.exchange-succeeds',
  'pkce.s256-works',
  'code.single-use',
  'authz.get-supported',
  'metadata.endpoints-answer',
  'entropy.values-unique',
]

test.each([
  [
    'authorization_endpoint',
    '/nothing-here',
    /^set-up: there is no authorization endpoint at .*\/nothing-here.*authorization_endpoint/,
    atEndpoints,
  ],
  [
    'authorization_endpoint',
    '/.well-known/openid-configuration',
    /^set-up: there seems to be no authorization endpoint at .*\/openid-configuration, which gives a page that asks for nothing/,
    atEndpoints.filter((id) => id !== 'authz.get-supported' && id !== 'metadata.endpoints-answer'),
  ],
  [
    'token_endpoint',
    '/nothing-here',
    /^set-up: there is no token endpoint at .*\/nothing-here: it answers 404.*token_endpoint/,
    atEndpoints.filter((id) => !/^authz|^entropy/.test(id)),
  ],
] as const)('an address of the file where no %s is (%s) blocks what needs it', async (name, path, told, ids) => {
  const judged = await judgedWith(
    (config) => ({ ...config, metadata: { [name]: `${config.issuer}${path}` } }),
    {},
    checks.filter(({ id }) => ids.includes(id)),
  )

  expect(judged.map(({ check, verdict, because }) => [check, verdict, because])).toEqual(
    judged.map(({ check }) => [check, 'blocked', expect.stringMatching(told)]),
  )
  expect(judged.length).toBeGreaterThan(2)
})

test('a server that has one error code for everything: its words say that the client may not use the grant', async () => {
  const some = checks.filter(({ id }) => id.startsWith('client-credentials.'))
  const description = 'requested grant type is not allowed for this client'
  const when = { endpoint: 'token', grant: 'client_credentials' } as const
  const answers = [{ when, times: 'always', answer: { error: 'invalid_request', description } }] as const
  const judged = await judgedWith((config) => config, {}, some, [], undefined, { answers })

  expect(judged.filter(({ verdict }) => verdict !== 'blocked' && verdict !== 'skip' && verdict !== 'pass')).toEqual([])
  expect(judged.find(({ check }) => check === 'client-credentials.works')?.because).toMatch(
    /set-up: .*may not use client_credentials: .*not allowed for this client.*\.grant_types\)/,
  )
})

test.each([
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'jwt-grant.'],
  ['urn:ietf:params:oauth:grant-type:token-exchange', 'token-exchange.'],
])('a client declared for %s that may not use it is said to be, by code or in words', async (grant, area) => {
  const some = checks.filter(({ id, waits }) => id.startsWith(area) && waits === undefined).slice(0, 6)
  const words = { error: 'invalid_grant', description: 'This grant type is not enabled for the client' }
  for (const answer of [{ error: 'unauthorized_client' }, words]) {
    const answers = [{ when: { endpoint: 'token', grant }, times: 'always', answer }] as const
    const judged = await judgedWith((config) => config, {}, some, [], undefined, { answers })

    const told = judged.filter(({ because }) => because.includes(`may not use ${grant}: error=${answer.error}`))
    expect(told.length).toBeGreaterThan(0)
    expect(told.every(({ verdict, because }) => verdict === 'blocked' && /grant_types\)/.test(because))).toBe(true)
  }
})

test('a server that wants assertions addressed otherwise: what cannot be judged says which key to write', async () => {
  const some = checks.filter(({ id }) => id.startsWith('jwt-client-auth.'))
  const judged = await judgedWith((config) => config, {}, some, ['assertion-aud-token-endpoint-only'])
  const blocked = judged.filter(({ verdict }) => verdict === 'blocked')

  expect(judged.filter(({ verdict }) => verdict === 'warn').map(({ check }) => check)).toContain(
    'jwt-client-auth.issuer-as-audience',
  )
  expect(blocked.length).toBeGreaterThan(3)
  expect(blocked.filter(({ because }) => !/; write assertion_audience: http\S+\/token \(/.test(because))).toEqual([])
})

test('a further scope that the client may not ask for is named', async () => {
  const some = checks.filter(({ id }) => id === 'refresh.new-refresh-token-keeps-scope')
  const clients = defaultClients().map((client) =>
    client.client_id === 'web' ? { ...client, scope: 'openid offline_access read' } : client,
  )
  const change = (config: TargetConfig) => ({ ...config, scopes: ['read', 'write'] })
  const [judged] = await judgedWith(change, {}, some, [], undefined, { clients })

  expect(judged).toMatchObject({ verdict: 'blocked' })
  expect(judged?.because).toMatch(/set-up: the server refuses the scope write to client web.*\(scopes\.1\)/)
})

test('an error page after the login form is not put down to the redirect URI alone', async () => {
  const some = checks.filter(({ id }) => id === 'authz.state-returned')
  const failed = { status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>This visit is over</h1>' }
  const hooks = { request: ({ form }: WireRequest) => (form.has('password') ? failed : undefined) }
  const [judged] = await judgedWith((config) => config, {}, some, [], undefined, { hooks })

  expect(judged).toMatchObject({ verdict: 'blocked' })
  expect(judged?.because).toMatch(/set-up: login and consent for client web end on an error page.*\(login\)/)
})

async function judgedWith(
  change: Case['change'],
  lifetimes: Partial<Lifetimes>,
  some: readonly Check[],
  defects: string[] = [],
  wrong?: string,
  tenant: TenantOptions = {},
) {
  await using mock = await createMockServer({
    tenant: {
      lifetimes: { ...briefLifetimes, ...lifetimes },
      pkce: 'required',
      device: briskDevices,
      defects,
      ...tenant,
    },
  })
  const spoil = withClients((client) =>
    client.client_id === wrong ? { ...client, client_secret: unknownSecret } : client,
  )
  const session = await openSession(spoil(change(describeTenant(mock.tenant, 'mock'))), undefined, {
    profile: 'oauth2',
    signal: new AbortController().signal,
    secrets: new Secrets(),
    checks: some,
  })
  try {
    return await Promise.all(
      some.map(async (check) => {
        const { verdict, because, finding } = await session.judge(check)
        return { check: check.id, verdict, because, finding }
      }),
    )
  } finally {
    await session.close()
  }
}
