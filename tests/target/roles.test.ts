import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import { allows, candidates, roleAdvice } from '../../harness/target/roles.ts'
import type { Client, ClientRole } from '../../harness/target/target.ts'
import { clientWith } from '../operations/clients.ts'

const named = (name: string, change: Partial<Client> = {}): Client => clientWith({ name, client_id: name, ...change })

const web = named('web')
const post = named('post', { token_endpoint_auth_method: 'client_secret_post' })
const spa = named('spa', { client_secret: undefined, token_endpoint_auth_method: 'none' })
const native = named('native', { client_secret: undefined, token_endpoint_auth_method: 'none' })
const service = named('service', { redirect_uris: [], scope: 'read', denied_scope: 'write' })
const keyed = named('keyed', { client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt' })
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer = { ...keyed, name: 'signer', jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }) }] } }
const sealer = named('sealer', { token_endpoint_auth_method: 'client_secret_jwt' })
const codeOnly = named('code-only', { grant_types: ['authorization_code'] })

const names = (clients: readonly Client[], role: ClientRole): string[] =>
  candidates(clients, role).map(({ name }) => name)

describe('what a client may use', () => {
  test.each<[Client, string, boolean]>([
    [web, 'authorization_code', true],
    [web, 'refresh_token', true],
    [web, 'client_credentials', false],
    [web, 'password', false],
    [spa, 'authorization_code', true],
    [service, 'authorization_code', false],
    [service, 'refresh_token', false],
    [service, 'client_credentials', true],
    [named('bare', { redirect_uris: [], client_secret: undefined }), 'client_credentials', false],
    [codeOnly, 'authorization_code', true],
    [codeOnly, 'refresh_token', false],
    [named('told', { redirect_uris: [], grant_types: ['authorization_code'] }), 'authorization_code', true],
    [named('nothing', { grant_types: [] }), 'authorization_code', false],
  ])('$name and %s: %s', (client, grant, expected) => {
    expect(allows(client, grant)).toBe(expected)
  })
})

describe('who fills a role', () => {
  test('one_redirect_uri: a client of the code grant with exactly one', () => {
    const several = named('several', { redirect_uris: ['https://a.example/1', 'https://a.example/2'] })
    expect(names([several, service, spa, web], 'one_redirect_uri')).toEqual(['web', 'spa'])
  })

  const all = [service, spa, post, web, native]

  test.each<[ClientRole, string[]]>([
    ['any', ['service', 'spa', 'post', 'web', 'native']],
    ['code', ['post', 'web', 'spa', 'native']],
    ['refresh', ['post', 'web', 'spa', 'native']],
    ['confidential', ['post', 'web', 'service']],
    ['second', ['web', 'service']],
    ['public', ['spa', 'native']],
    ['other_public', ['native']],
    ['basic', ['service', 'web']],
    ['post', ['post']],
    ['service', ['service']],
    ['restricted', []],
    ['password', []],
    ['implicit', []],
    ['denied_scope', ['service']],
    ['assertion', []],
    ['exchange', []],
    ['device', []],
    ['no_device', []],
    ['other_resource', []],
  ])('%s', (role, expected) => {
    expect(names(all, role)).toEqual(expected)
  })

  test('a grant of an extension needs a declaration; clients with a secret come first', () => {
    const grant_types = ['urn:ietf:params:oauth:grant-type:token-exchange']
    const open = { ...spa, grant_types }
    const gateway = named('gateway', { grant_types })

    expect(names([web, open, gateway], 'exchange')).toEqual(['gateway', 'spa'])
    expect(names([web, open, gateway], 'assertion')).toEqual([])
  })

  test('nobody among nobody', () => {
    for (const role of Object.keys(roleAdvice)) expect(names([], role as ClientRole)).toEqual([])
  })

  test('a client without a private key fills no role when its method wants one', () => {
    for (const role of Object.keys(roleAdvice)) expect(names([keyed], role as ClientRole), role).toEqual([])
  })

  test('clients that sign assertions are confidential, after those that send a secret', () => {
    const both = [signer, sealer, spa, web]

    expect(names(both, 'confidential')).toEqual(['web', 'signer', 'sealer'])
    expect(names(both, 'code')).toEqual(['web', 'signer', 'sealer', 'spa'])
    expect(names(both, 'secret')).toEqual(['web'])
    expect(names(both, 'private_key_jwt')).toEqual(['signer'])
    expect(names(both, 'client_secret_jwt')).toEqual(['sealer'])
    expect(names([{ ...signer, redirect_uris: [] }], 'service')).toEqual(['signer'])
  })

  test('a client without secret whose method needs one is not confidential', () => {
    expect(names([named('forgot', { client_secret: undefined })], 'confidential')).toEqual([])
  })

  test('restricted: declared, and without a grant that another client has', () => {
    expect(names([codeOnly], 'restricted')).toEqual([])
    expect(names([codeOnly, service], 'restricted')).toEqual(['code-only'])
    expect(names([{ ...service, grant_types: ['client_credentials'] }, web], 'restricted')).toEqual(['service'])
    expect(names([named('open', { client_secret: undefined, grant_types: [] }), web], 'restricted')).toEqual([])
  })

  test('device: declared, those without secret first; no_device: declared without it', () => {
    const grant_types = ['urn:ietf:params:oauth:grant-type:device_code']
    const [tv, box] = [
      { ...spa, name: 'tv', grant_types },
      { ...service, name: 'box', grant_types },
    ]

    expect(names([box, web, tv], 'device')).toEqual(['tv', 'box'])
    expect(names([box, web, tv], 'other_device')).toEqual(['box'])
    expect(names([box, web, tv], 'confidential_device')).toEqual(['box'])
    expect(names([box, web, tv, codeOnly], 'no_device')).toEqual(['code-only'])
  })

  test('second is another client than confidential', () => {
    expect(names([web], 'second')).toEqual([])
    expect(candidates([web, post], 'second')[0]).not.toBe(candidates([web, post], 'confidential')[0])
  })

  test('of one method the client with the cheap grant comes first', () => {
    expect(names([web, service], 'basic')).toEqual(['service', 'web'])
  })

  test('other_resource needs a secret', () => {
    const api = { redirect_uris: [], other_resource: 'https://orders.example/api' }
    const open = named('open', { ...api, client_secret: undefined, token_endpoint_auth_method: 'none' })
    expect(names([service, open, named('orders', api)], 'other_resource')).toEqual(['orders'])
  })

  test('password and implicit are for clients declared for them, those with a secret first', () => {
    const kiosk = { ...spa, name: 'kiosk', grant_types: ['password', 'implicit'] }
    const legacy = { ...service, name: 'legacy', grant_types: ['password', 'implicit'] }
    expect(names([kiosk, legacy, web], 'password')).toEqual(['legacy', 'kiosk'])
    expect(names([kiosk, legacy, web], 'implicit')).toEqual(['kiosk'])
  })

  test('denied_scope needs client_credentials, where a scope can be asked for without a user', () => {
    expect(names([named('user-bound', { denied_scope: 'admin' }), service], 'denied_scope')).toEqual(['service'])
  })
})

test('every role has advice that reads as a noun phrase', () => {
  for (const advice of Object.values(roleAdvice)) expect(advice).toMatch(/^(an? |grant_types |denied_scope )/)
})
