import { describe, expect, test } from 'vitest'

import type { Change } from '../../harness/context.ts'
import type { Sending } from '../../harness/http/answer.ts'
import { authentication, tokenRequest } from '../../harness/operations/token-request.ts'
import { clientWith } from './clients.ts'

const url = 'https://as.example/token'
const grant = { grant_type: 'authorization_code', code: 'a b&c', redirect_uri: 'https://app.example/cb?x=1' }
const basic = clientWith()
const post = clientWith({ token_endpoint_auth_method: 'client_secret_post' })
const open = clientWith({ client_id: 'spa', client_secret: undefined, token_endpoint_auth_method: 'none' })

const request = (change: Change = {}, client = post): Sending => tokenRequest(url, client, grant, change)

const header = ({ headers }: Sending, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1]

const decoded = (line: string | undefined): string =>
  Buffer.from(line?.replace(/^Basic /, '') ?? '', 'base64').toString()

const form = ({ body = '' }: Sending): [string, string][] => [...new URLSearchParams(body)]

describe('how a client identifies itself', () => {
  test('HTTP Basic: both parts form-encoded, then joined, then base64 (RFC 6749 section 2.3.1)', () => {
    const special = clientWith({ client_id: 'my:app é', client_secret: 'p%ss+w rd:~*"&=/ü€' })
    const { headers, parameters } = authentication(special)

    expect(parameters).toEqual({})
    expect(decoded(headers[0]?.[1])).toBe('my%3Aapp+%C3%A9:p%25ss%2Bw+rd%3A%7E*%22%26%3D%2F%C3%BC%E2%82%AC')
  })

  test('plain words stay as they are', () => {
    expect(header(request({}, basic), 'authorization')).toBe(`Basic ${Buffer.from('web:a-secret').toString('base64')}`)
  })

  test('a POST client sends both in the body and no Authorization line', () => {
    expect(form(request())).toEqual([...Object.entries(grant), ['client_id', 'web'], ['client_secret', 'a-secret']])
    expect(header(request(), 'authorization')).toBeUndefined()
  })

  test('a public client sends its client_id only', () => {
    expect(form(request({}, open))).toEqual([...Object.entries(grant), ['client_id', 'spa']])
  })

  test.each<[Change, unknown, string | undefined]>([
    [{ auth: 'nothing' }, [], undefined],
    [{ auth: 'none' }, [['client_id', 'web']], undefined],
    [{ auth: 'client_secret_basic' }, [], 'web:a-secret'],
    [{ auth: 'client_secret_basic', secret: 'wrong' }, [], 'web:wrong'],
    [
      { secret: 'wrong', clientId: 'other' },
      [
        ['client_id', 'other'],
        ['client_secret', 'wrong'],
      ],
      undefined,
    ],
    [{ client: basic }, [], 'web:a-secret'],
    [{ client: open }, [['client_id', 'spa']], undefined],
  ])('changed by %j', (change, inBody, inHeader) => {
    const sending = request(change)
    const line = header(sending, 'authorization')

    expect(form(sending).slice(3)).toEqual(inBody)
    expect(line === undefined ? undefined : decoded(line)).toBe(inHeader)
  })

  test('a secret given to a public client is sent only when a method says how', () => {
    expect(form(request({ secret: 'guess' }, open)).slice(3)).toEqual([['client_id', 'spa']])
    expect(form(request({ secret: 'guess', auth: 'client_secret_post' }, open)).slice(3)).toEqual([
      ['client_id', 'spa'],
      ['client_secret', 'guess'],
    ])
  })
})

describe('the body', () => {
  test('is form-encoded', () => {
    expect(request({}, open).body).toBe(
      'grant_type=authorization_code&code=a+b%26c&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fx%3D1&client_id=spa',
    )
    expect(header(request(), 'content-type')).toBe('application/x-www-form-urlencoded')
    expect(header(request(), 'accept')).toBe('application/json')
  })

  test('set replaces in place, adds at the end, and null removes', () => {
    expect(form(request({ set: { code: 'other', redirect_uri: null, client_secret: null, scope: '' } }))).toEqual([
      ['grant_type', 'authorization_code'],
      ['code', 'other'],
      ['client_id', 'web'],
      ['scope', ''],
    ])
  })

  test('append lets a name occur twice', () => {
    const twice = form(
      request({
        set: { code: 'first' },
        append: [
          ['code', 'second'],
          ['code', 'third'],
        ],
      }),
    )

    expect(twice.filter(([name]) => name === 'code').map(([, value]) => value)).toEqual(['first', 'second', 'third'])
  })

  test('repeat sends a parameter as often as it is told, in its place, and only if it is there', () => {
    const values = (value: string) => [value, `${value}-again`] as const

    expect(form(request({ repeat: { name: 'client_id', values } })).slice(2)).toEqual([
      ['redirect_uri', grant.redirect_uri],
      ['client_id', 'web'],
      ['client_id', 'web-again'],
      ['client_secret', 'a-secret'],
    ])
    expect(form(request({ repeat: { name: 'scope', values } }))).toEqual(form(request()))
  })
})

describe('the address', () => {
  test('query parameters go behind those that are there', () => {
    const change = { query: { code: 'a b', 'x&y': '1' } }

    expect(request(change).url).toBe(`${url}?code=a+b&x%26y=1`)
    expect(tokenRequest(`${url}?policy=p`, post, grant, change).url).toBe(`${url}?policy=p&code=a+b&x%26y=1`)
    expect(request(change).body).toBe(request().body)
  })

  test('GET moves the body into the query, and sends neither body nor media type', () => {
    const sending = request({ method: 'GET', query: { extra: '1' } })

    expect(sending.method).toBe('GET')
    expect(sending.body).toBeUndefined()
    expect(header(sending, 'content-type')).toBeUndefined()
    expect(sending.url).toBe(`${url}?extra=1&${request().body}`)
  })
})

test('header lines are added, and replace those of the same name in any spelling', () => {
  const { headers } = request({ headers: { Authorization: 'Bearer x', ACCEPT: '*/*' } }, basic)

  expect(headers).toEqual([
    ['content-type', 'application/x-www-form-urlencoded'],
    ['Authorization', 'Bearer x'],
    ['ACCEPT', '*/*'],
  ])
})

test('as JSON: the same parameters as one object, under the media type of JSON', () => {
  const sending = request({ json: true })

  expect(header(sending, 'content-type')).toBe('application/json')
  expect(JSON.parse(sending.body ?? '')).toEqual({ ...grant, client_id: 'web', client_secret: 'a-secret' })
})
