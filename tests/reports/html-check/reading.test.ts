import { describe, expect, test } from 'vitest'

import { parametersOf } from '../../../reports/html/client/check/address-parameters.ts'
import { describeBody, fieldsOf } from '../../../reports/html/client/check/describe-body.ts'
import { difference } from '../../../reports/html/client/check/difference.ts'
import { decodedIn, timeOf } from '../../../reports/html/client/check/jose.ts'
import { visible, visibleLine } from '../../../reports/html/client/check/visible.ts'
import { bodyOf, exchangeOf } from './sample-exchange.ts'

describe('invisible characters', () => {
  test.each([
    ['\u202Eesrever', '⟨U+202E⟩esrever'],
    ['a\u200Bb\uFEFF\u00AD', 'a⟨U+200B⟩b⟨U+FEFF⟩⟨U+00AD⟩'],
    ['\u0000\u001B[31m\u007F\u0085', '⟨U+0000⟩⟨U+001B⟩[31m⟨U+007F⟩⟨U+0085⟩'],
    ['\uD800 \u{E0041}\u00A0\u3164\uFE0F', '⟨U+D800⟩ ⟨U+E0041⟩⟨U+00A0⟩⟨U+3164⟩⟨U+FE0F⟩'],
    ['ä € 😀 ‹code#1›', 'ä € 😀 ‹code#1›'],
  ])('%j', (text, expected) => {
    expect(visible(text)).toBe(expected)
  })

  test('line ends stay in a text and are shown on a line', () => {
    expect(visible('a\r\nb\n\tc\rd')).toBe('a\nb\n\tc⟨U+000D⟩d')
    expect(visibleLine('a\r\nb')).toBe('a⟨U+000D⟩⟨U+000A⟩b')
  })
})

describe('bodies', () => {
  test.each([
    ['application/x-www-form-urlencoded; charset=utf-8', 'a=b+c&a=%26'],
    ['APPLICATION/X-WWW-FORM-URLENCODED', 'a=b%20c&a=%26'],
  ])('a form: %s', (type, text) => {
    expect(describeBody(bodyOf(text), type)).toEqual({
      kind: 'form',
      fields: [
        ['a', 'b c'],
        ['a', '&'],
      ],
    })
  })

  test('JSON by its type, or by its look when it has none', () => {
    expect(describeBody(bodyOf('{"a":[1]}'), 'application/problem+json')).toEqual({ kind: 'json', value: { a: [1] } })
    expect(describeBody(bodyOf(' [1]'), undefined)).toEqual({ kind: 'json', value: [1] })
    expect(describeBody(bodyOf('{"a":1}'), 'text/html')).toEqual({ kind: 'text' })
  })

  test.each([
    ['broken', bodyOf('{"a":')],
    ['no object', bodyOf('"a"')],
    ['cut', bodyOf('{}', { truncated: true })],
    ['long', bodyOf(`"${'x'.repeat(30_000)}"`)],
    ['deep', bodyOf('['.repeat(5000) + ']'.repeat(5000))],
  ])('JSON that is %s is text', (_, body) => {
    expect(describeBody(body, 'application/json')).toEqual({ kind: 'text' })
  })

  test('a field name may begin with a question mark', () => {
    expect(fieldsOf('?a=1&b')).toEqual([
      ['?a', '1'],
      ['b', ''],
    ])
  })
})

describe('expected and actual', () => {
  const marked = (parts: readonly { text: string; same: boolean }[]) =>
    parts.map(({ text, same }) => (same ? text : `[${text}]`)).join('')

  test('what they share is told from what differs', () => {
    const { expected, actual } = difference('400 with error=invalid_grant', '400 with error=invalid_request, no-store')
    expect(marked(expected)).toBe('400 with error=[invalid_grant]')
    expect(marked(actual)).toBe('400 with error=[invalid_request, no-store]')
  })

  test('texts with little in common stay whole', () => {
    const { expected, actual } = difference('a refusal: 400 with error=invalid_grant', '200 with an access_token')
    expect([marked(expected), marked(actual)]).toEqual([
      '[a refusal: 400 with error=invalid_grant]',
      '[200 with an access_token]',
    ])
  })

  test('equal, empty and very long texts', () => {
    expect(marked(difference('same', 'same').actual)).toBe('same')
    expect(marked(difference('', 'x').actual)).toBe('[x]')
    const long = 'a b '.repeat(5000)
    expect(difference(long, `${long}c`).actual).toHaveLength(1)
  })

  test('no text is lost', () => {
    const texts = ['a b c d e f', 'b  c\nd x e-f'] as const
    const { expected, actual } = difference(...texts)
    expect([expected, actual].map((parts) => parts.map(({ text }) => text).join(''))).toEqual([...texts])
  })
})

describe('JOSE', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${encode({ alg: 'RS256' })}.${encode({ iss: 'é', exp: 1 })}.c2ln`
  const { request, response } = exchangeOf({})
  const answer = { status: 200, headers: [], body: null, ...response }

  test('a token in an address, a header or a body is read, never its signature', () => {
    const found = decodedIn({
      ...answer,
      headers: [['Location', `https://a.example/#id_token=${token}&x=1`]],
      body: bodyOf(token),
    })
    expect(found).toEqual(
      ['Location', 'body'].map((where) => ({
        where,
        name: undefined,
        header: { alg: 'RS256' },
        claims: { iss: 'é', exp: 1 },
      })),
    )
    expect(decodedIn({ ...request, url: `https://as.example/?request=${token}` })).toMatchObject([{ where: 'address' }])
  })

  test('a stable name is told by what the evidence says of it', () => {
    const jwt = { name: '‹access_token#44›', header: { typ: 'at+jwt' }, claims: { sub: 'u' } }
    expect(decodedIn(answer, [jwt])).toEqual([{ ...jwt, where: 'body' }])
    expect(decodedIn(answer)).toEqual([])
  })

  test('an encrypted token shows its header only', () => {
    const encrypted = `${encode({ alg: 'dir', enc: 'A128GCM' })}..iv.text.tag`
    expect(decodedIn({ ...answer, body: bodyOf(encrypted) })).toMatchObject([
      { header: { alg: 'dir' }, claims: undefined },
    ])
  })

  test.each(['eyJ.a.b', `${encode([1])}.e30.x`, `${encode({})}.e30.x.y`, 'eyJhIjo.eyJi.c', `x${token}`])(
    '%s is none',
    (text) => {
      expect(decodedIn({ ...answer, body: bodyOf(text) })).toEqual([])
    },
  )

  test('a server that sends thousands is cut short', () => {
    expect(decodedIn({ ...answer, body: bodyOf(`${token} `.repeat(3000)) }).length).toBeLessThanOrEqual(20)
  })

  test('times are told in UTC', () => {
    expect(timeOf('exp', 1767323045)).toBe('2026-01-02T03:04:05Z')
    expect(timeOf('exp', 1e300)).toBeUndefined()
    expect(timeOf('exp', '1767323045')).toBeUndefined()
    expect(timeOf('expires_in', 60)).toBeUndefined()
  })
})

test.each<[string, string[], string[]]>([
  ['https://as.example/a?code=‹code#1›&state=‹state#2›&x=a%20b', ['code=‹code#1›', 'state=‹state#2›', 'x=a b'], []],
  ['https://app.example/cb?a=1#id_token=‹id_token#1›&s=2', ['a=1'], ['id_token=‹id_token#1›', 's=2']],
  ['/interaction/‹cookie#65›?x', ['x='], []],
  ['https://as.example/page#top', [], []],
  ['', [], []],
])('parameters of %s', (url, query, fragment) => {
  const found = parametersOf(url)
  expect(found.query.map((pair) => pair.join('='))).toEqual(query)
  expect(found.fragment.map((pair) => pair.join('='))).toEqual(fragment)
})
