import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { profiles } from '../../harness/profile.ts'
import { isRecord } from '../../harness/http/answer.ts'
import { capabilityNames } from '../../harness/target/capability-names.ts'
import {
  clientAuthMethods,
  type AssertionEntry,
  type ClientEntry,
  type ConfigEntry,
  type DocumentationEntry,
  type LifetimesEntry,
  type LoginEntry,
  loginWays,
  type MeEntry,
  type RegistrationEntry,
  type ResourceEntry,
  type TargetEntry,
  type TokenExchangeEntry,
  type UserEntry,
  type WriteEntry,
} from '../../harness/target/config/config.ts'
import type { IgnoredChecks, KnownDeviation, KnownFile } from '../../harness/target/config/known.ts'
import { metadataFlags, metadataLists, metadataUrls } from '../../harness/target/config/metadata-names.ts'
import { type SchemaName, schemaValidator } from '../../harness/target/config/schema-validator.ts'
import type { Limits } from '../../harness/target/target.ts'

type Schema = Record<string, unknown>

async function readSchema(name: SchemaName): Promise<Schema> {
  const value: unknown = JSON.parse(
    await readFile(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'),
  )
  if (!isRecord(value)) throw new Error(`${name} is no schema`)
  return value
}

const config = await readSchema('config')
const known = await readSchema('known')

/** The member of a schema at a path of keys. */
function at(schema: Schema, ...keys: string[]): Schema {
  return keys.reduce<Schema>((here, key) => {
    const next = here[key]
    if (!isRecord(next)) throw new Error(`no ${key} in ${Object.keys(here).join()}`)
    return next
  }, schema)
}

/** Every schema that describes the members of an object, with where it stands. */
function* objects(schema: unknown, place: string): Generator<[string, Schema]> {
  if (!isRecord(schema)) return
  if ('properties' in schema || schema['type'] === 'object') yield [place, schema]
  for (const [key, value] of Object.entries(schema)) yield* objects(value, `${place}/${key}`)
}

const bothSchemas = [...objects(config, 'config'), ...objects(known, 'known')].filter(
  ([place]) => !place.endsWith('/properties'),
)

describe('the published schemas', () => {
  test.each(bothSchemas)('%s describes each member and allows no other', (place, schema) => {
    const root = place.startsWith('known') ? known : config
    const members = isRecord(schema['properties']) ? Object.entries(schema['properties']) : []
    for (const [name, member] of members) {
      const reference = isRecord(member) ? member['$ref'] : undefined
      const target = typeof reference === 'string' ? at(root, 'definitions', reference.split('/').at(-1) ?? '') : member
      expect(target, `${place} ${name}`).toHaveProperty('description', expect.stringMatching(/^\S.*\.$/))
    }
    // RFC 7517 section 4 leaves the members of a key open.
    const open = place.endsWith('/keys/items')
    const others = schema['additionalProperties']
    const described = schema['properties'] === undefined && isRecord(others)
    expect(open || described || others === false).toBe(true)
  })

  test.each([
    ['config', config],
    ['known', known],
  ])('%s is valid JSON Schema, draft-07', (_, schema) => {
    const ajv = new Ajv()
    expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null])
  })

  test('there was something to look at', () => {
    expect(bothSchemas.length).toBeGreaterThan(15)
  })

  test.each([
    ['capabilities', at(config, 'definitions', 'capability')['enum'], capabilityNames],
    ['profiles', at(config, 'properties', 'profile')['enum'], Object.keys(profiles)],
    [
      'authentication methods',
      at(config, 'definitions', 'client', 'properties', 'token_endpoint_auth_method')['enum'],
      clientAuthMethods,
    ],
    ['login', at(config, 'definitions', 'login', 'properties', 'how')['enum'], loginWays],
  ])('the list of %s is that of the code', (_, listed, names) => {
    expect(listed).toEqual([...names])
  })

  test('the metadata names are those of the code', () => {
    const names = Object.keys(at(config, 'definitions', 'metadata', 'properties'))
    expect(names).toEqual([...metadataUrls, ...metadataLists, ...metadataFlags, 'mtls_endpoint_aliases'])
  })
})

/** Required makes the compiler demand every member of a type, so that the samples show all of them. */
const client: Required<ClientEntry> = {
  client_id: 'web',
  client_secret: 'secret',
  token_endpoint_auth_method: 'client_secret_basic',
  token_endpoint_auth_signing_alg: 'ES256',
  redirect_uris: ['https://a.example/cb'],
  grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
  response_types: ['code'],
  scope: 'read write',
  denied_scope: 'admin',
  other_resource: 'https://orders.example/api',
  dpop_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
  jwks: { keys: [{ kty: 'EC', crv: 'P-256' }] },
  tls: { certificate: 'PEM', key: 'PEM' },
}
const user: Required<UserEntry> = { username: 'alice', password: 'p', may_be_locked: true, fields: { otp: '1' } }
const login: Required<LoginEntry> = {
  how: 'form',
  module: './login.ts',
  hosts: ['cdn.a.example'],
  manual_logins: 3,
  steps: [{ fill: '#u', with: 'username' }, { click: 'button' }],
  consent: [{ check: '#all' }],
  deny: [{ click: '#no' }],
}
const resource: Required<ResourceEntry> = {
  url: 'https://a.example/x',
  method: 'GET',
  scope: 'read',
  scope_other: 'write',
  write: {
    url: 'https://a.example/y',
    method: 'POST',
    scope: 'write',
    body: { name: 'x' },
  } satisfies Required<WriteEntry>,
}
const me: Required<MeEntry> = {
  url: 'https://a.example/me',
  name: 'data.name',
  email: 'data.email',
  client_credentials: 'refused',
}
const documentation: Required<DocumentationEntry> = {
  source: 'https://docs.example/auth',
  access_token_lifetime: 86_400,
  client_credentials_refresh: false,
  password_refresh: true,
  redirect_uri_optional: true,
  short_authorization_request: true,
  code_answer: ['access_token', 'refresh_token'],
  refresh_token_replaced: true,
  jwt_access_tokens: true,
  api_statuses: true,
  header_only: true,
  http_rejected: true,
}
const assertion: Required<AssertionEntry> = {
  issuer: 'https://idp.example',
  subject: 'alice',
  audience: 'https://login.example/token',
  claims: { scope: 'read' },
  jwks: { keys: [{ kty: 'EC', crv: 'P-256', d: 'private' }] },
}
const tokenExchange: Required<TokenExchangeEntry> = {
  audience: 'api',
  resource: 'https://api.example/',
  delegation: true,
  maps_scopes: true,
}
const registration: Required<RegistrationEntry> = {
  initial_access_token: 'token',
  metadata: { scope: 'read', contacts: ['ops@a.example'] },
}
const lifetimes: Required<LifetimesEntry> = {
  code: 60,
  device_code: 600,
  access_token: 300,
  refresh_token: 3600,
  refresh_overlap: 0,
  tolerance: 5,
}
const limits: Limits = {
  concurrency: 1,
  gap_ms: 0,
  request_timeout_ms: 1,
  max_body_bytes: 1024,
  max_redirects: 0,
  max_wait_s: 0,
  checks_at_once: 1,
}
const capabilities: Required<NonNullable<TargetEntry['capabilities']>> = { add: ['pkce'], remove: ['dpop'] }
const tls: Required<NonNullable<TargetEntry['tls']>> = { ca: 'PEM', insecure: true }
const target: Required<TargetEntry> = {
  name: 'staging',
  issuer: 'https://login.example',
  confirm: true,
  discovery: false,
  metadata: {
    token_endpoint: 'https://login.example/token',
    scopes_supported: ['read'],
    require_signed_request_object: false,
  },
  clients: { web: client, text: { client_id: 'text', jwks: '{"keys":[{"kty":"EC"}]}' } },
  users: { alice: user },
  login,
  resource,
  me,
  documentation,
  audience: 'https://api.example',
  second_audience: 'https://other.example',
  assertion,
  token_exchange: tokenExchange,
  registration,
  scopes: ['read', 'write'],
  assertion_audience: 'https://as.example/token',
  dpop_bound_access_tokens: true,
  token_parameters: { audience: 'api' },
  authorization_parameters: { ui_locales: 'de' },
  lifetimes,
  capabilities,
  limits,
  headers: { 'X-Test': '1' },
  tls,
  plain_http: 'http://login.example:8080',
}
const file: Required<ConfigEntry> = {
  $schema: 'x',
  profile: 'oauth2',
  out: 'reports',
  known: 'known.yaml',
  reports: ['junit'],
  targets: [target],
}
const deviation: Required<KnownDeviation> = {
  check: 'a.b',
  target: 't',
  verdict: 'fail',
  reason: 'r',
  issue: 'i',
  since: '2026-11-02',
  until: '2027-03-31',
}
const ignored: Required<IgnoredChecks> = { check: 'a.*', target: 't', reason: 'r' }
const knownFile: Required<KnownFile> = { $schema: 'x', issue_required: false, known: [deviation], ignore: [ignored] }

describe('schema and types', () => {
  test.each<[string, Schema, object]>([
    ['config', config, file],
    ['target', at(config, 'definitions', 'target'), target],
    ['client', at(config, 'definitions', 'client'), client],
    ['client tls', at(config, 'definitions', 'client', 'properties', 'tls'), client.tls],
    ['user', at(config, 'definitions', 'user'), user],
    ['login', at(config, 'definitions', 'login'), login],
    ['resource', at(config, 'definitions', 'resource'), resource],
    ['assertion', at(config, 'definitions', 'assertion'), assertion],
    ['token exchange', at(config, 'definitions', 'token_exchange'), tokenExchange],
    ['lifetimes', at(config, 'definitions', 'target', 'properties', 'lifetimes'), lifetimes],
    ['limits', at(config, 'definitions', 'target', 'properties', 'limits'), limits],
    ['capabilities', at(config, 'definitions', 'target', 'properties', 'capabilities'), capabilities],
    ['target tls', at(config, 'definitions', 'target', 'properties', 'tls'), tls],
    ['known', known, knownFile],
    ['known entry', at(known, 'definitions', 'entry'), deviation],
    ['ignored checks', at(known, 'definitions', 'ignored'), ignored],
  ])('%s has the same members in both', (_, schema, sample) => {
    expect(Object.keys(at(schema, 'properties'))).toEqual(Object.keys(sample))
  })

  test('the samples are accepted', async () => {
    const acceptsConfig = await schemaValidator('config')
    const acceptsKnown = await schemaValidator('known')
    expect([acceptsConfig(file), acceptsConfig.errors]).toEqual([true, null])
    expect([acceptsKnown(knownFile), acceptsKnown.errors]).toEqual([true, null])
  })

  test('members without ? in the types are the required ones of the schema', () => {
    expect(config['required']).toEqual(['targets'])
    expect(at(config, 'definitions', 'target')['required']).toEqual(['issuer'])
    expect(at(config, 'definitions', 'client')['required']).toEqual(['client_id'])
    expect(at(config, 'definitions', 'user')['required']).toEqual(['username'])
    expect(at(config, 'definitions', 'resource')['required']).toEqual(['url'])
    expect(at(known, 'definitions', 'entry')['required']).toEqual(['check', 'verdict', 'reason'])
  })
})
