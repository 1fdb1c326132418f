import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

const problemsOf = async (text: string) => refusal(loadConfig(await folder.write('assay.config.yaml', text), {}))

/** Written below a sound target, so line 3 is the first of each case. */
const target = 'targets:\n  - issuer: https://login.example\n'

const client = (fields: string) => `    clients: { w: { client_id: w, ${fields} } }`

const ecKey = JSON.stringify(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
).replaceAll('":', '": ')

describe('meaning', () => {
  test.each([
    [
      'code client without redirect_uris',
      client('grant_types: [authorization_code]'),
      '3:16  targets[0].clients.w.redirect_uris: a client with authorization_code needs at least one redirect_uri, got none',
    ],
    [
      'code client with an empty list',
      client('grant_types: [authorization_code], redirect_uris: []'),
      '3:70  targets[0].clients.w.redirect_uris: a client with authorization_code needs at least one redirect_uri, got none',
    ],
    [
      'confidential client without secret',
      client('token_endpoint_auth_method: client_secret_post'),
      '3:16  targets[0].clients.w.client_secret: a client with client_secret_post needs client_secret, got none',
    ],
    [
      'signing client without keys',
      client('token_endpoint_auth_method: private_key_jwt'),
      '3:16  targets[0].clients.w.jwks: a client with private_key_jwt needs jwks, got none',
    ],
    [
      'certificate client without certificate',
      client('token_endpoint_auth_method: tls_client_auth'),
      '3:16  targets[0].clients.w.tls: a client with tls_client_auth needs tls, got none',
    ],
    [
      'keys that are none',
      client('jwks: "not json"'),
      '3:41  targets[0].clients.w.jwks: expected a JSON Web Key Set, got other text',
    ],
    [
      'plain address with TLS',
      '    plain_http: https://login.example',
      '3:17  targets[0].plain_http: expected an http address with host and port alone, got another form',
    ],
    [
      'plain address with a path',
      '    plain_http: http://login.example:8080/oauth',
      '3:17  targets[0].plain_http: expected an http address with host and port alone, got another form',
    ],
    [
      'relative redirect_uri',
      client('redirect_uris: [/cb]'),
      '3:51  targets[0].clients.w.redirect_uris[0]: expected an absolute URI (RFC 6749 section 3.1.2), got another form',
    ],
    [
      'redirect_uri with fragment',
      client('redirect_uris: ["https://a.example/#x"]'),
      '3:51  targets[0].clients.w.redirect_uris[0]: expected a URI without fragment (RFC 6749 section 3.1.2), got one with',
    ],
    [
      'no discovery, no token_endpoint',
      '    discovery: false',
      '2:5  targets[0].metadata.token_endpoint: a target without discovery needs metadata.token_endpoint, got none',
    ],
    [
      'added and removed',
      '    capabilities: { add: [pkce], remove: [pkce] }',
      '3:43  targets[0].capabilities.remove[0]: pkce is both added and removed',
    ],
    [
      'a step that types what nobody has',
      '    login: { steps: [{ fill: a, with: usrname }] }',
      '3:39  targets[0].login.steps[0].with: expected username, password or a field of a user, got "usrname"',
    ],
    [
      'an algorithm that is not one of the key',
      client(
        `token_endpoint_auth_method: private_key_jwt, token_endpoint_auth_signing_alg: RS256, jwks: { keys: [${ecKey}] }`,
      ),
      '3:113  targets[0].clients.w.token_endpoint_auth_signing_alg: expected an algorithm that the private key of jwks can sign with, got RS256',
    ],
    [
      'a public key to sign assertions with',
      '    assertion: { issuer: i, subject: s, jwks: { keys: [{ kty: EC, crv: P-256 }] } }',
      '3:47  targets[0].assertion.jwks: expected a private key that signs, got none',
    ],
    [
      'a shared key to sign assertions with',
      '    assertion: { issuer: i, subject: s, jwks: { keys: [{ kty: oct, k: c2VjcmV0 }] } }',
      '3:47  targets[0].assertion.jwks: expected a private key that signs, got none',
    ],
    [
      'other text than keys to sign assertions with',
      '    assertion: { issuer: i, subject: s, jwks: a key }',
      '3:47  targets[0].assertion.jwks: expected a JSON Web Key Set, got other text',
    ],
    [
      'endpoint with fragment',
      '    metadata: { token_endpoint: "https://a.example/t#x" }',
      '3:33  targets[0].metadata.token_endpoint: expected a URL without fragment, got one with',
    ],
    [
      'endpoint with credentials',
      '    resource: { url: "https://u:p@a.example" }',
      '3:22  targets[0].resource.url: expected a URL without user name and password, got one with',
    ],
  ])('%s', async (_, line, expected) => {
    expect(places(await problemsOf(`${target}${line}\n`), folder.path)).toEqual([`assay.config.yaml:${expected}`])
  })

  test.each([
    ['login.example', 'expected an absolute http or https URL, got "login.example"'],
    ['ftp://login.example', 'expected an absolute http or https URL, got "ftp://login.example"'],
    ['https://', 'expected an absolute http or https URL, got "https://"'],
    ['https://login.example:99999', 'expected an absolute http or https URL, got another form'],
    ['https://login.example#x', 'expected an issuer without fragment (RFC 8414 section 2), got one with'],
    ['https://login.example?', 'expected an issuer without query (RFC 8414 section 2), got one with'],
    ['https://u:p@login.example', 'expected a URL without user name and password, got one with'],
  ])('issuer %s', async (issuer, message) => {
    const problems = await problemsOf(`targets:\n  - issuer: "${issuer}"\n`)
    expect(problems).toMatchObject([{ line: 2, column: 13, path: 'targets[0].issuer', message }])
  })

  test('two targets of one name, whether written or taken from the host', async () => {
    const problems = await problemsOf(`${target}  - issuer: https://other.example\n    name: login.example\n`)
    expect(places(problems, folder.path)).toEqual([
      'assay.config.yaml:4:11  targets[1].name: targets[0] has the same name, "login.example"',
    ])
  })

  test('a misspelled key is one mistake, not a missing key as well', async () => {
    const problems = await problemsOf(
      `${target}    clients:\n      web: { client_id: w, grant_types: [authorization_code], redirect_uri: x }\n`,
    )
    expect(problems).toMatchObject([{ message: 'unknown key; did you mean redirect_uris?' }])
  })

  test('a field of a user may be typed', async () => {
    const text = `${target}    users: { al: { username: a, fields: { tenant: acme } } }\n    login: { steps: [{ fill: a, with: tenant }] }\n`
    const { config } = await loadConfig(await folder.write('assay.config.yaml', text), {})
    expect(config.targets[0]?.login.steps).toEqual([{ fill: 'a', with: 'tenant' }])
  })
})
