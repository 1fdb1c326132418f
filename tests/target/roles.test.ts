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
    ['denied_scope', ['service']],
  ])('%s', (role, expected) => {
    expect(names(all, role)).toEqual(expected)
  })

  test('nobody among nobody', () => {
    for (const role of Object.keys(roleAdvice)) expect(names([], role as ClientRole)).toEqual([])
  })

  test('a client with keys fills no role: the harness does not speak its method', () => {
    for (const role of Object.keys(roleAdvice)) expect(names([keyed], role as ClientRole), role).toEqual([])
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

  test('second is another client than confidential', () => {
    expect(names([web], 'second')).toEqual([])
    expect(candidates([web, post], 'second')[0]).not.toBe(candidates([web, post], 'confidential')[0])
  })

  test('of one method the client with the cheap grant comes first', () => {
    expect(names([web, service], 'basic')).toEqual(['service', 'web'])
  })

  test('denied_scope needs client_credentials, where a scope can be asked for without a user', () => {
    expect(names([named('user-bound', { denied_scope: 'admin' }), service], 'denied_scope')).toEqual(['service'])
  })
})

test('every role has advice that reads as a noun phrase', () => {
  for (const advice of Object.values(roleAdvice)) expect(advice).toMatch(/^(an? |grant_types |denied_scope )/)
})
