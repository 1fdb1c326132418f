import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'
import { type ConfigFolder, configFolder } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

const load = async (name: string, text: string) => loadConfig(await folder.write(name, text), {})

const small = 'targets:\n  - issuer: http://127.0.0.1:4000\n'

describe('defaults', () => {
  test('an issuer is enough', async () => {
    const { config, file, secrets, warnings } = await load('small.yaml', small)
    expect(file).toBe(join(folder.path, 'small.yaml'))
    expect(secrets).toEqual([])
    expect(warnings).toEqual([])
    expect(config).toEqual({
      profile: 'oauth2',
      out: join(folder.path, 'conformance-report'),
      reports: [],
      targets: [
        {
          name: '127.0.0.1:4000',
          issuer: 'http://127.0.0.1:4000',
          confirm: false,
          discovery: true,
          metadata: {},
          clients: {},
          users: {},
          login: { how: 'auto' },
          scopes: [],
          token_parameters: {},
          authorization_parameters: {},
          lifetimes: {},
          capabilities: { add: [], remove: [] },
          limits: {
            concurrency: 16,
            gap_ms: 0,
            request_timeout_ms: 10_000,
            max_body_bytes: 1_048_576,
            max_redirects: 20,
            max_wait_s: 120,
          },
          headers: {},
          tls: { insecure: false },
        },
      ],
    })
  })

  test('servers of others are asked slowly, and what is stated stays', async () => {
    const text = 'targets:\n  - issuer: https://login.example\n    limits: { max_wait_s: 5 }\n'
    const { config } = await load('far.yaml', text)
    expect(config.targets[0]?.limits).toMatchObject({ concurrency: 4, gap_ms: 50, max_wait_s: 5 })
  })

  test('the authentication method follows from the credentials', async () => {
    const jwks = '{ keys: [{ kty: oct, k: c2VjcmV0LXNlY3JldA }] }'
    const text = `${small}    clients:
      basic: { client_id: a, client_secret: s3cret-value }
      open: { client_id: b }
      signer: { client_id: c, jwks: ${jwks} }
      post: { client_id: d, client_secret: s3cret-value, token_endpoint_auth_method: client_secret_post }
`
    const { config } = await load('methods.yaml', text)
    const clients = Object.entries(config.targets[0]?.clients ?? {})
    expect(clients.map(([name, client]) => [name, client.token_endpoint_auth_method])).toEqual([
      ['basic', 'client_secret_basic'],
      ['open', 'none'],
      ['signer', 'private_key_jwt'],
      ['post', 'client_secret_post'],
    ])
  })

  test('paths count from the folder of the file, also in a folder below', async () => {
    const { config } = await load('below/a.yaml', `out: ../reports\nknown: known.yaml\n${small}`)
    expect(config.out).toBe(join(folder.path, 'reports'))
    expect(config.known).toBe(join(folder.path, 'below', 'known.yaml'))
  })

  test('the keys of an issuer of assertions may be the text of a file', async () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: 'public', d: 'private' }
    await folder.write('assertion.jwks.json', JSON.stringify({ keys: [key] }))
    const assertion = '{ issuer: i, subject: s, jwks: "${file:assertion.jwks.json}" }'
    const { config } = await load('asserting.yaml', `${small}    assertion: ${assertion}\n`)
    expect(config.targets[0]?.assertion).toEqual({ issuer: 'i', subject: 's', jwks: { keys: [key] } })
  })

  test('the resource is read with GET unless the file says otherwise', async () => {
    const { config } = await load('api.yaml', `${small}    resource: { url: "http://127.0.0.1:4001/x" }\n`)
    expect(config.targets[0]?.resource).toEqual({ url: 'http://127.0.0.1:4001/x', method: 'GET' })
  })
})

describe('forms of the file', () => {
  test('JSON, with tabs, says the same as YAML', async () => {
    const json = await load('same.json', '{\n\t"targets": [\n\t\t{ "issuer": "http://127.0.0.1:4000" }\n\t]\n}\n')
    const yaml = await load('same.yaml', small)
    expect(json.config).toEqual(yaml.config)
  })

  test('line ends of Windows and a byte order mark do no harm', async () => {
    const { config, positions } = await load('windows.yaml', `\uFEFF${small.replaceAll('\n', '\r\n')}`)
    expect(config.targets[0]?.issuer).toBe('http://127.0.0.1:4000')
    expect(positions(['targets', 0, 'issuer'])).toEqual({ line: 2, column: 5 })
  })

  test('anchors, aliases and merge keys work, and positions lead to what was written', async () => {
    const text = `targets:
  - issuer: http://127.0.0.1:4000
    clients: &clients
      web: &web { client_id: web, scope: read }
      app: { <<: *web, client_id: app }
  - issuer: http://127.0.0.1:4001
    clients: *clients
`
    const { config, positions } = await load('anchors.yaml', text)
    expect(config.targets[1]?.clients['app']).toMatchObject({ client_id: 'app', scope: 'read' })
    expect(positions(['targets', 1, 'clients', 'app', 'scope'])).toEqual({ line: 4, column: 35 })
    expect(positions(['targets', 1, 'clients', 'app', 'client_id'])).toEqual({ line: 5, column: 24 })
  })
})

describe('positions', () => {
  const text = `${small}    clients:\n      web:\n        client_id: web\n        redirect_uris: ["https://a.example/cb"]\n`

  test.each([
    [[], 1, 1],
    [['targets'], 1, 1],
    [['targets', 0], 2, 5],
    [['targets', 0, 'clients', 'web'], 4, 7],
    [['targets', 0, 'clients', 'web', 'client_id'], 5, 9],
    [['targets', 0, 'clients', 'web', 'redirect_uris', 0], 6, 25],
    [['targets', 0, 'clients', 'web', 'scope'], 4, 7],
    [['targets', 7], 1, 1],
    [['nowhere', 'at', 'all'], 1, 1],
  ])('of %j', async (path, line, column) => {
    const { positions } = await load('positions.yaml', text)
    expect(positions(path)).toEqual({ line, column })
  })
})
