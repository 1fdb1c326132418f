import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'
import { type ConfigFolder, configFolder, places } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
  await folder.write('client.jwks.json', JSON.stringify({ keys: [{ kty: 'oct', k: 'cHJpdmF0ZS1rZXk' }] }))
  await folder.write('ca.pem', 'public certificate')
})
afterAll(() => folder.remove())

const start = 'targets:\n  - issuer: http://127.0.0.1:4000\n'

const load = async (lines: string, environment: Record<string, string> = {}, head = start) =>
  loadConfig(await folder.write('a.yaml', `${head}${lines}\n`), environment)

describe('what must not appear in any output', () => {
  test('values from outside, piece by piece', async () => {
    const { secrets } = await load('    token_parameters: { extra: "${env:ONE} and ${env:TWO}" }', {
      ONE: 'first',
      TWO: 'second',
    })
    expect(secrets).toEqual(['first', 'second'])
  })

  test('credentials, however they are written', async () => {
    const { secrets } = await load(
      `    clients:
      a: { client_id: a, client_secret: literal-secret }
      b: { client_id: b, client_secret: "\${env:SECRET}" }
      c: { client_id: c, jwks: "\${file:client.jwks.json}" }
    users: { al: { username: al, password: "p-\${env:SECRET}" } }
    registration: { initial_access_token: initial-token, metadata: { scope: visible } }
    headers: { Authorization: Bearer abc, X-Test: visible }`,
      { SECRET: 'from-env' },
    )
    expect(secrets).toEqual(
      expect.arrayContaining([
        'literal-secret',
        'from-env',
        'cHJpdmF0ZS1rZXk',
        'p-from-env',
        'Bearer abc',
        'initial-token',
      ]),
    )
    expect(secrets).not.toContain('visible')
    expect(new Set(secrets).size).toBe(secrets.length)
  })

  test('the private key of an issuer of assertions, and nothing else of it', async () => {
    const { secrets, warnings } = await load(
      `    assertion: { issuer: "\${env:BY}", subject: alice, jwks: { keys: [{ kty: EC, x: public, d: cHJpdmF0ZQ }] } }
    token_exchange: { audience: "\${env:API}" }`,
      { BY: 'https://idp.example', API: 'an-api' },
    )
    expect(secrets).toEqual(['cHJpdmF0ZQ'])
    expect(warnings.map(({ path }) => path)).toEqual(['targets[0].assertion.jwks.keys[0].d'])
  })

  test('defaults of references', async () => {
    const { secrets } = await load('    users: { al: { username: al, password: "${env:UNSET:-open-sesame}" } }')
    expect(secrets).toEqual(['open-sesame'])
  })

  test('what the protocol shows to everybody stays readable, wherever it comes from', async () => {
    const { secrets } = await load(
      `    name: \${env:NAME}
    clients: { w: { client_id: "\${env:ID}", redirect_uris: ["\${env:URI}"] } }
    tls: { ca: "\${file:ca.pem}" }
    metadata: { token_endpoint: "\${env:ISSUER}/token" }`,
      { ISSUER: 'http://127.0.0.1:4000', NAME: 'staging', ID: 'web', URI: 'https://a.example/cb' },
      'targets:\n  - issuer: ${env:ISSUER}\n',
    )
    expect(secrets).toEqual([])
  })

  test('a URL with a query may carry a key, so it is secret', async () => {
    const { secrets } = await load('    resource: { url: "${env:API}" }', { API: 'http://127.0.0.1/api?key=abcdef' })
    expect(secrets).toEqual(['http://127.0.0.1/api?key=abcdef'])
  })
})

describe('warnings', () => {
  test('a secret in the file is warned of, with the way out', async () => {
    const { warnings } = await load(`    clients:
      web-app:
        client_id: w
        client_secret: literal-secret
        jwks: { keys: [{ kty: oct, k: c2VjcmV0 }] }
    users: { alice: { username: alice, password: wonderland } }
    headers: { Authorization: Basic YTpi }`)
    expect(places(warnings, folder.path)).toEqual([
      'a.yaml:6:24  targets[0].clients.web-app.client_secret: a secret stands in the file as plain text',
      'a.yaml:7:39  targets[0].clients.web-app.jwks.keys[0].k: a secret stands in the file as plain text',
      'a.yaml:8:50  targets[0].users.alice.password: a secret stands in the file as plain text',
      'a.yaml:9:31  targets[0].headers.Authorization: a secret stands in the file as plain text',
    ])
    expect(warnings[0]?.fix).toBe('move it to the environment and write ${env:WEB_APP_CLIENT_SECRET}')
  })

  test('secrets from outside are not', async () => {
    const { warnings } = await load(
      `    clients: { w: { client_id: w, client_secret: "\${env:S}", jwks: "\${file:client.jwks.json}" } }
    users: { alice: { username: alice, password: "x\${env:S}" } }`,
      { S: 'from-env' },
    )
    expect(warnings).toEqual([])
  })

  test('an escaped dollar sign is no reference', async () => {
    const { warnings } = await load('    users: { alice: { username: alice, password: pa$$word } }')
    expect(warnings).toHaveLength(1)
  })
})
