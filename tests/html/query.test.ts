import { describe, expect, test } from 'vitest'

import { matcher } from '../../reports/html/client/search/match.ts'
import { parseQuery, written } from '../../reports/html/client/search/query.ts'
import { findings } from '../../reports/lookup.ts'
import type { CheckFacts, Result, Run } from '../../reports/model.ts'
import { checkNamed, resultOf, sampleRun } from '../reports/sample-run.ts'

const law = (document: string, section: string, level: 'MUST' | 'SHOULD'): CheckFacts['laws'][number] => ({
  document,
  section,
  level,
  url: 'https://example.com/',
})

const checks: CheckFacts[] = [
  { ...checkNamed('code.single-use', 'A code works once'), laws: [law('RFC 6749', '4.1.2', 'MUST')] },
  {
    ...checkNamed('code.single-use-later', 'Later too'),
    laws: [law('RFC 6749', '10.5', 'SHOULD'), law('OAuth 2.1 draft', '4.1', 'MUST')],
    needs: ['pkce'],
  },
  { ...checkNamed('token.type', 'The type is told'), laws: [law('OIDC Core 1.0', '3', 'SHOULD')], needs: ['openid'] },
  { ...checkNamed('barcode.read', 'Another area'), laws: [law('RFC 7523bis draft', '4', 'MUST')] },
]

const known = { reason: 'later', issue: null, until: null }
const results: Result[] = [
  resultOf('code.single-use', { verdict: 'fail', actual: '200 with an ACCESS token' }),
  resultOf('code.single-use-later', { verdict: 'fail', known }),
  resultOf('token.type', { verdict: 'skip', because: 'openid: absent', unstable: true }),
  resultOf('barcode.read', { target: 'staging.eu' }),
]

const run: Run = { ...sampleRun, checks, results }

function found(query: string): string[] {
  return findings(run)
    .filter(matcher(query))
    .map(({ result }) => result.check)
}

const [use, later, type, read] = ['code.single-use', 'code.single-use-later', 'token.type', 'barcode.read']

describe('a search finds', () => {
  test.each([
    ['', [use, later, type, read]],
    ['fail', [use]],
    ['known', [later]],
    ['FAIL skip', [use, type]],
    ['!skip !pass', [use, later]],
    ['unstable', [type]],
    ['doc:rfc6749', [use, later]],
    ['doc:"RFC 6749"', [use, later]],
    ['doc:rfc67', []],
    ['doc:oauth2.1', [later]],
    ['doc:oidc', [type]],
    ['doc:rfc7523', []],
    ['doc:rfc7523bis', [read]],
    ['!doc:rfc6749', [type, read]],
    ['level:should', [later, type]],
    ['doc:rfc6749 level:must', [use]],
    ['doc:rfc6749 section:4.1*', [use]],
    ['doc:oidc doc:rfc6749 level:should', [later, type]],
    ['need:pkce', [later]],
    ['need:pkce need:openid', [later, type]],
    ['target:staging', [use, later, type]],
    ['target:staging*', [use, later, type, read]],
    ['target:*.eu', [read]],
    ['id:code.*', [use, later]],
    ['id:code.single-use', [use]],
    ['id:*use*', [use, later]],
    ['id:code.*e-later', [later]],
    ['area:code', [use, later]],
    ['code', [use, later, read]],
    ['"access token"', [use]],
    ['"fail"', []],
    ['access token', [use]],
    ['openid:', [type]],
    ['openid: absent', [type]],
    ['https://nowhere', []],
    ['code once', [use]],
    ['!code', [type]],
    ['*', []],
    ['"', [use, later, type, read]],
    ['doc:', []],
  ])('%s', (query, expected) => {
    expect(found(query)).toEqual(expected)
  })
})

test('what is written is read back', () => {
  for (const value of ['RFC 6749', 'staging']) {
    expect(parseQuery(written('doc', value))).toEqual([{ negated: false, kind: 'doc', value: value.toLowerCase() }])
  }
})

test('a long search of odd signs is read in no time to speak of', () => {
  expect(parseQuery('!:"'.repeat(20_000)).length).toBeGreaterThan(0)
  expect(found(`id:${'*a'.repeat(5000)}`)).toEqual([])
})
