import { describe, expect, test } from 'vitest'

import { capabilityNames, type Capability } from '../../harness/target/capability-names.ts'
import type { ClientEntry, TargetEntry } from '../../harness/target/config/config.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { targetOf } from '../../harness/target/resolve.ts'
import type { Target } from '../../harness/target/target.ts'

const issuer = 'http://127.0.0.1:3000'
const uris = { redirect_uris: [`${issuer}/cb`] }
const web: ClientEntry = { client_id: 'web', client_secret: 'a-secret', ...uris }
const spa: ClientEntry = { client_id: 'spa', ...uris }
const service: ClientEntry = { client_id: 'service', client_secret: 'a-secret' }

const extensions = ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'urn:ietf:params:oauth:grant-type:token-exchange']
const gateway: ClientEntry = { client_id: 'gateway', client_secret: 'a-secret', grant_types: extensions }
const assertion = { issuer: 'https://idp.example', subject: 'alice', jwks: { keys: [{ kty: 'EC', d: 'private' }] } }

const endpoints = { token_endpoint: `${issuer}/token`, authorization_endpoint: `${issuer}/authorize` }

function target(metadata: Record<string, unknown>, entry: Partial<TargetEntry> = {}, discovered = true): Target {
  return targetOf(completeTarget({ issuer, ...entry }), metadata, discovered, undefined)
}

const hasAll = (judged: Target): Capability[] => capabilityNames.filter(judged.has)

describe('what a target can do', () => {
  test('nothing is known of a server without metadata and clients', () => {
    expect(hasAll(target({}, {}, false))).toEqual(['bearer_tokens', 'load'])
  })

  test('a service client alone', () => {
    expect(hasAll(target(endpoints, { clients: { service } }))).toEqual([
      'token',
      'client_credentials',
      'client_secret_basic',
      'authorization',
      'discovery',
      'confidential_client',
      'client_secret',
      'bearer_tokens',
      'load',
    ])
  })

  test('a web and a public client', () => {
    expect(hasAll(target(endpoints, { clients: { web, spa } })).toSorted()).toEqual(
      [
        'authorization',
        'authorization_code',
        'bearer_tokens',
        'client_secret_basic',
        'client_secret',
        'confidential_client',
        'discovery',
        'load',
        'none',
        'one_redirect_uri',
        'refresh_rotation',
        'refresh_token',
        'token',
      ].toSorted(),
    )
  })

  test('the password grant needs a declared client and a user with a password', () => {
    const legacy: ClientEntry = { ...service, grant_types: ['password'] }
    const users = { alice: { username: 'alice', password: 'secret' } }
    const listing = (grants: string[]) => ({ ...endpoints, grant_types_supported: grants })
    expect(target(endpoints, { clients: { legacy }, users }).has('password')).toBe(true)
    expect(target(endpoints, { clients: { service }, users }).lacking('password')).toContain(
      'grant_types with password',
    )
    expect(target(endpoints, { clients: { legacy } }).lacking('password')).toContain('add a user with a password')
    expect(target(listing(['password']), { clients: { legacy }, users }).has('password')).toBe(true)
    expect(target(listing(['refresh_token']), { clients: { legacy }, users }).has('password')).toBe(false)
  })

  test('a user who may be locked is never the first', () => {
    const lena = { username: 'lena', may_be_locked: true }
    const { users } = target(endpoints, { users: { lena, alice: { username: 'alice' } } })
    expect(users.map(({ username }) => username)).toEqual(['alice', 'lena'])
  })

  test('the implicit grant needs a declared client, and token where response types are listed', () => {
    const portal: ClientEntry = { ...spa, grant_types: ['implicit'] }
    const listing = (types: string[]) => ({ ...endpoints, response_types_supported: types })
    expect(target(endpoints, { clients: { portal } }).has('implicit')).toBe(true)
    expect(target(endpoints, { clients: { spa } }).lacking('implicit')).toContain('grant_types with implicit')
    expect(target(listing(['code', 'token']), { clients: { portal } }).has('implicit')).toBe(true)
    expect(target(listing(['code', 'id_token']), { clients: { portal } }).has('implicit')).toBe(false)
  })

  test.each<[Capability, Record<string, unknown>]>([
    ['introspection', { introspection_endpoint: `${issuer}/ask` }],
    ['introspection_jwt', { introspection_signing_alg_values_supported: ['RS256'] }],
    ['revocation', { revocation_endpoint: `${issuer}/revoke` }],
    ['userinfo', { userinfo_endpoint: `${issuer}/me` }],
    ['registration', { registration_endpoint: `${issuer}/reg` }],
    ['jwks', { jwks_uri: `${issuer}/jwks` }],
    ['pkce', { code_challenge_methods_supported: ['S256'] }],
    ['pkce_plain', { code_challenge_methods_supported: ['plain'] }],
    ['openid', { scopes_supported: ['openid'] }],
    ['openid', { id_token_signing_alg_values_supported: ['RS256'] }],
    ['offline_access', { scopes_supported: ['offline_access'] }],
  ])('%s comes from metadata', (capability, metadata) => {
    expect(target(endpoints, { clients: { web } }).has(capability)).toBe(false)
    expect(target({ ...endpoints, ...metadata }, { clients: { web } }).has(capability)).toBe(true)
  })

  test.each<[Capability, Partial<TargetEntry>]>([
    ['second_client', { clients: { web, service } }],
    ['two_public_clients', { clients: { spa, other: { ...spa, client_id: 'other' } } }],
    ['client_secret_post', { clients: { web: { ...web, token_endpoint_auth_method: 'client_secret_post' } } }],
    ['restricted_client', { clients: { web: { ...web, grant_types: ['authorization_code'] }, service } }],
    ['denied_scope', { clients: { service: { ...service, denied_scope: 'admin' } } }],
    ['second_resource', { clients: { service: { ...service, other_resource: 'https://orders.example/api' } } }],
    ['second_redirect_uri', { clients: { web: { ...web, redirect_uris: [`${issuer}/a`, `${issuer}/b`] } } }],
    ['redirect_uri_with_query', { clients: { web: { ...web, redirect_uris: [`${issuer}/a?realm=north`] } } }],
    ['native_client', { clients: { web: { ...web, redirect_uris: ['http://127.0.0.1/callback'] } } }],
    ['device_approval', { users: { alice: { username: 'alice', password: 'a-password' } } }],
    ['two_scopes', { scopes: ['read', 'write'] }],
    ['jwt_bearer', { clients: { gateway }, assertion }],
    ['token_exchange', { clients: { gateway } }],
    ['subject_token', { clients: { gateway, web } }],
    ['actor_token', { token_exchange: { delegation: true } }],
    ['resource', { resource: { url: `${issuer}/resource` } }],
  ])('%s comes from the target file', (capability, entry) => {
    expect(target(endpoints, { clients: { web } }).has(capability)).toBe(false)
    expect(target(endpoints, entry).has(capability)).toBe(true)
  })

  test('the JWT bearer grant needs a client and somebody to sign for', () => {
    expect(target(endpoints, { clients: { gateway } }).lacking('jwt_bearer')).toBe(
      'jwt_bearer: no issuer of assertions is known: add assertion',
    )
    expect(target(endpoints, { clients: { web }, assertion }).has('jwt_bearer')).toBe(false)
    expect(target(endpoints, { clients: { gateway } }).has('subject_token')).toBe(false)
  })

  test('a grant needs its endpoint, a client, and its place in the list if there is one', () => {
    const clients = { web, service }
    const listing = (...grants: string[]) => target({ ...endpoints, grant_types_supported: grants }, { clients })

    expect(listing('authorization_code').has('authorization_code')).toBe(true)
    expect(listing('authorization_code').has('client_credentials')).toBe(false)
    expect(listing('authorization_code').lacking('client_credentials')).toBe(
      'client_credentials: the metadata does not list client_credentials in grant_types_supported: add this capability to capabilities.add when the server has it',
    )
    expect(target({ token_endpoint: endpoints.token_endpoint }, { clients }).has('authorization_code')).toBe(false)
    expect(target({ authorization_endpoint: endpoints.authorization_endpoint }, { clients }).has('token')).toBe(false)
    expect(target(endpoints, { clients: { service } }).has('authorization_code')).toBe(false)
  })

  test('device_code needs its endpoint and a client that declares the grant', () => {
    const named = { ...endpoints, device_authorization_endpoint: `${issuer}/device_authorization` }
    const tv: ClientEntry = { client_id: 'tv', grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] }

    expect(target(named, { clients: { web } }).has('device_code')).toBe(false)
    expect(target(endpoints, { clients: { tv } }).has('device_code')).toBe(false)
    expect(target(named, { clients: { tv } }).has('device_code')).toBe(true)
  })

  test('add and remove of the target file have the last word', () => {
    const entry = {
      clients: { web },
      capabilities: { add: ['dpop', 'par'], remove: ['refresh_token', 'par'] },
    } as const
    const judged = target(endpoints, entry)

    expect(['dpop', 'refresh_token', 'par'].map((name) => judged.has(name as Capability))).toEqual([true, false, false])
    expect(judged.lacking('refresh_token')).toBe(
      'refresh_token: the target file removes refresh_token (capabilities.remove)',
    )
  })

  test.each([
    ['https://127.0.0.1:3000', true],
    ['http://127.0.0.1:3000', false],
    ['http://as.example', true],
  ])('a server at %s is to speak TLS: %s', (address, held) => {
    expect(target({}, { issuer: address }).has('https')).toBe(held)
  })

  test('members of the wrong type are as good as absent', () => {
    const odd = { token_endpoint: 7, grant_types_supported: 'authorization_code', scopes_supported: { openid: true } }

    expect(hasAll(target(odd, { clients: { web, service } }))).toEqual([
      'client_secret_basic',
      'discovery',
      'confidential_client',
      'client_secret',
      'second_client',
      'one_redirect_uri',
      'bearer_tokens',
      'load',
    ])
  })
})

test.each(capabilityNames)('%s: what is lacking is one sentence that says what to add', (name) => {
  // These two every target has, but one elsewhere and one whose tokens are bound to keys.
  const clients = name === 'bearer_tokens' ? { bound: { ...service, dpop_bound_access_tokens: true } } : {}
  const config = completeTarget({ issuer: name === 'load' ? 'https://as.example' : issuer, clients })
  const sentence = targetOf(config, {}, false, undefined).lacking(name)

  expect(sentence.startsWith(`${name}: `)).toBe(true)
  expect(sentence).toMatch(/: add |\badd (?:a|an|two)\b|publishes no metadata document/)
})
