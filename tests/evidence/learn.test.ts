import { describe, expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'
import type { LearnableExchange } from '../../harness/evidence/redact-learn.ts'

const jwt = (claims: object): string =>
  ['{"alg":"none"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

function learned(exchange: Partial<LearnableExchange['request']>, response?: LearnableExchange['response']): string[] {
  const secrets = new Secrets()
  secrets.learn({ request: { url: 'http://as/token', headers: [], ...exchange }, response })
  return secrets.snapshot().map(({ kind, value }) => `${kind} ${value}`)
}

const answer = (body: string, headers: [string, string][] = []): LearnableExchange['response'] => ({ headers, body })
const basic = (pair: string): [string, string] => ['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`]

describe('a request', () => {
  test('query and fragment', () => {
    expect(learned({ url: 'http://c/cb?state=st&code=abc%2Fdef&scope=openid#access_token=at1' })).toEqual([
      'state st',
      'code abc/def',
      'access_token at1',
    ])
  })

  test('an address inside a parameter', () => {
    const returnTo = encodeURIComponent('http://c/cb?code=inner-code')
    expect(learned({ url: `http://as/login?return_to=${returnTo}` })).toEqual(['code inner-code'])
  })

  test('credentials in headers, form-encoded or not', () => {
    expect(learned({ headers: [basic('web:s%2Bcret')] })).toEqual(['client_secret s+cret'])
    expect(learned({ headers: [basic('web:s+cr:et%')] })).toEqual(['client_secret s cr:et%'])
    expect(learned({ headers: [['authorization', 'Bearer abc.def']] })).toEqual(['access_token abc.def'])
    expect(
      learned({
        headers: [
          ['AUTHORIZATION', 'DPoP abc'],
          ['dpop', 'proof'],
        ],
      }),
    ).toEqual(['access_token abc', 'dpop_proof proof'])
    expect(learned({ headers: [['cookie', 'sid=s1; sid.sig="s2"; empty=']] })).toEqual(['cookie s1', 'cookie s2'])
  })

  test('a form', () => {
    const form =
      'grant_type=password&username=alice&password=p%2Bw&client_id=web&client_secret=cs&code_verifier=cv&refresh_token=rt' +
      '&client_assertion=ca&assertion=as&subject_token=st&device_code=dc&request_uri=urn%3Aietf%3Ax'
    expect(learned({ body: form })).toEqual([
      'password p+w',
      'client_secret cs',
      'code_verifier cv',
      'refresh_token rt',
      'client_assertion ca',
      'assertion as',
      'token st',
      'device_code dc',
      'request_uri urn:ietf:x',
    ])
  })

  test('a token is what its hint says', () => {
    expect(learned({ body: 'token=t1&token_type_hint=refresh_token' })).toEqual(['refresh_token t1'])
    expect(learned({ body: 'token=t1' })).toEqual(['token t1'])
  })

  test('a JSON body at the token endpoint', () => {
    expect(learned({ body: '{"grant_type":"authorization_code","code":"c1","client_secret":"cs"}' })).toEqual([
      'code c1',
      'client_secret cs',
    ])
  })

  test('a published request object is no secret, a pushed one is', () => {
    expect(learned({ url: 'http://as/auth?request_uri=https%3A%2F%2Fclient%2Frequest.jwt' })).toEqual([])
    expect(learned({ url: 'http://as/auth?request_uri=urn%3Ax%3A1' })).toEqual(['request_uri urn:x:1'])
  })
})

describe('an answer', () => {
  test('tokens, at any depth', () => {
    const body = {
      access_token: 'at',
      refresh_token: 'rt',
      id_token: 'it',
      data: [{ device_code: 'dc', registration_access_token: 'rat' }],
    }
    expect(learned({}, answer(JSON.stringify(body)))).toEqual([
      'access_token at',
      'refresh_token rt',
      'id_token it',
      'device_code dc',
      'registration_access_token rat',
    ])
  })

  test('an error code is no authorization code', () => {
    expect(learned({}, answer('{"code":"E1001_SOMETHING","state":"Texas","token":"x"}'))).toEqual([])
  })

  test('redirect and cookies', () => {
    const headers: [string, string][] = [
      ['location', 'http://c/cb?code=the-code&iss=http%3A%2F%2Fas'],
      ['set-cookie', 'sid=s1; Path=/; HttpOnly'],
      ['set-cookie', 'gone=; Max-Age=0'],
    ]
    expect(learned({}, answer('', headers))).toEqual(['code the-code', 'cookie s1'])
  })

  test('form_post', () => {
    const html =
      '<form action="http://c/cb"><input type="hidden" name="code" value="a&amp;b"><input name="token" value="csrf"></form>'
    expect(learned({}, answer(html))).toEqual(['code a&b'])
  })

  test('the code inside a JARM response', () => {
    const response = jwt({ iss: 'http://as', code: 'jarm-code', state: 'st' })
    expect(learned({ url: `http://c/cb?response=${response}` })).toEqual([
      `jarm_response ${response}`,
      'code jarm-code',
      'state st',
    ])
  })

  test('broken JSON teaches nothing and breaks nothing', () => {
    expect(learned({}, answer('{"access_token":'))).toEqual([])
  })
})

test('an exchange that was learned can be shown', () => {
  const secrets = new Secrets()
  const exchange: LearnableExchange = {
    request: {
      url: 'http://as/token',
      headers: [basic('web:s3cr%25t%2Bweb-secret')],
      body: 'grant_type=authorization_code&code=SplxlOBeZQQYbYS6&redirect_uri=http%3A%2F%2Fc%2Fcb&code_verifier=dBjftJeZ4CVP',
    },
    response: {
      headers: [['set-cookie', 'sid=k9Pz3Lq8Xw; Path=/']],
      body: '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer"}',
    },
  }
  secrets.learn(exchange)
  expect(secrets.redactDeep(exchange)).toEqual({
    request: {
      url: 'http://as/token',
      headers: [['Authorization', 'Basic web:‹client_secret#1›']],
      body: 'grant_type=authorization_code&code=‹code#1›&redirect_uri=http%3A%2F%2Fc%2Fcb&code_verifier=‹code_verifier#1›',
    },
    response: {
      headers: [['set-cookie', 'sid=‹cookie#1›; Path=/']],
      body: '{"access_token":"‹access_token#1›","token_type":"Bearer"}',
    },
  })
})
