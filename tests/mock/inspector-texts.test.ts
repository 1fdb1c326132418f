import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlOf } from '../../mock-server/inspector/client/curl.ts'
import { tokensIn } from '../../mock-server/inspector/client/token.ts'
import { assetNames } from '../../mock-server/inspector/assets.ts'
import { pageHeaders } from '../../mock-server/inspector/page.ts'
import { sourcesIn } from '../house/source-files.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${encode({ alg: 'RS256' })}.${encode({ sub: 'zoë', n: 1 })}.c2ln`
const entry = { time: 0, endpoint: 'token', method: 'POST', status: 200 }

test('tokens are found however deep, and taken apart', () => {
  const found = tokensIn({ responseBody: { id_token: token }, requestHeaders: { authorization: `Bearer ${token}` } })
  expect(found.map(({ place }) => place)).toEqual(['responseBody.id_token', 'requestHeaders.authorization'])
  expect(found[0]).toMatchObject({ header: { alg: 'RS256' }, claims: { sub: 'zoë', n: 1 } })
})

test('what only looks like a token is left alone', () => {
  expect(tokensIn({ a: 'eyJ.x.y', b: 'opaque', c: 7, d: null, e: `${token}.more` })).toEqual([])
})

test('a line for curl says the same again, whatever quotes are in it', () => {
  const line = curlOf({
    ...entry,
    url: 'http://127.0.0.1:1/token?x=1',
    form: { grant_type: 'password', password: `it's "$(x)" \`y\``, resource: ['a', 'b'] },
    requestHeaders: { authorization: 'Basic eA==', host: 'x', 'content-length': '9', 'content-type': 'x/form' },
  })
  const argv = execFileSync('sh', ['-c', `printf '%s\\n' ${line ?? ''}`], { encoding: 'utf8' })
  expect(argv.trimEnd().split('\n')).toEqual([
    'curl',
    '-i',
    '-H',
    'authorization: Basic eA==',
    '--data-urlencode',
    'grant_type=password',
    '--data-urlencode',
    `password=it's "$(x)" \`y\``,
    '--data-urlencode',
    'resource=a',
    '--data-urlencode',
    'resource=b',
    'http://127.0.0.1:1/token?x=1',
  ])
  expect(curlOf({ ...entry, method: 'DELETE', url: 'http://x/' })).toBe(`curl -i -X DELETE 'http://x/'`)
  expect(curlOf(entry)).toBeUndefined()
})

test('every module of the page is served', () => {
  const modules = sourcesIn('mock-server/inspector/client').map(({ path }) =>
    path.replace('mock-server/inspector/client/', '/inspector/').replace('.ts', '.js'),
  )
  expect(assetNames().toSorted()).toEqual(['', ...modules].toSorted())
})

test('the policy of the page allows nothing from elsewhere and no markup out of text', () => {
  const policy = pageHeaders['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(policy).toContain("require-trusted-types-for 'script'")
})
