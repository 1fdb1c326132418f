import { expect, test } from 'vitest'

import { select } from '../../harness/selection.ts'
import { sampleChecks } from './sample-checks.ts'

const all = sampleChecks.map(({ id }) => id)
const chosen = (...selectors: string[]): string[] => select(sampleChecks, selectors).map(({ id }) => id)

test.each<[string[], string[]]>([
  [[], all],
  [['code.bound'], ['code.bound']],
  [['code'], ['code.bound', 'code.single-use']],
  [['code.*'], ['code.bound', 'code.single-use']],
  [['*.n*e'], ['token.nonce']],
  [['*'], all],
  [['rfc6749'], ['code.bound', 'code.single-use', 'token.json', 'token.request']],
  [['RFC 6749'], ['code.bound', 'code.single-use', 'token.json', 'token.request']],
  [['rfc6749/4.1.2'], ['code.single-use']],
  [['rfc6749/4.1'], ['code.bound', 'code.single-use', 'token.request']],
  [['rfc6749/10'], ['token.json']],
  [['oidc'], ['token.nonce']],
  [['oidc-core-1.0/3.1.2.1'], ['token.nonce']],
  [['oauth-2.1'], ['code.bound']],
  [
    ['token.json', 'code'],
    ['code.bound', 'code.single-use', 'token.json'],
  ],
])('%j means %j', (selectors, ids) => {
  expect(chosen(...selectors)).toEqual(ids)
})

test.each([
  ['code.singel-use', 'did you mean code.single-use?'],
  ['tokn', 'did you mean token?'],
  ['rfc6748', 'did you mean rfc6749?'],
  ['rfc6749/4.1.4', 'did you mean rfc6749/4.1.3?'],
  ['nothing-like-it', 'see: npx oauth-assay list'],
  ['rfc6749/1', 'no check matches "rfc6749/1"'],
  ['rfc67', 'no check matches "rfc67"'],
  ['code.x*', 'no check matches "code.x*"'],
  ['', 'no check matches ""'],
])('%s means nothing: %s', (selector, message) => {
  expect(() => chosen('code', selector)).toThrow(message)
  expect(() => chosen(selector)).toThrow(expect.objectContaining({ name: 'UsageError' }))
})
