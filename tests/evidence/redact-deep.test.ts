import { expect, test } from 'vitest'
import { Secrets } from '../../harness/evidence/redactor.ts'

const TOKEN = 'vX9kQ2mTz7LpR4wYb8NcD1fGh6JsA3eU'

test('strings, member names and secret numbers of a JSON value are redacted; the rest is kept', () => {
  const secrets = new Secrets()
  secrets.add('access_token', TOKEN)
  secrets.add('user_code', '8675309123')
  const value = {
    url: `http://rs/x?access_token=${TOKEN}`,
    [`seen ${TOKEN}`]: [1, true, null, { status: 401, otp: 8675309123 }],
    none: undefined,
  }
  expect(secrets.redactDeep(value)).toEqual({
    url: 'http://rs/x?access_token=‹access_token#1›',
    'seen ‹access_token#1›': [1, true, null, { status: 401, otp: '‹user_code#1›' }],
    none: undefined,
  })
  expect(value.url).toContain(TOKEN)
})

test('members, header pairs, HAR entries and private keys are redacted by key', () => {
  const secrets = new Secrets()
  secrets.add('password', 'pw1')
  const redacted = secrets.redactDeep({
    form: { grant_type: 'password', password: 'pw1', username: 'pw1', client_secret: 12345 },
    headers: [
      ['Authorization', `Basic ${Buffer.from('web:pw1').toString('base64')}`],
      ['set-cookie', 'sid=abc; Path=/'],
      ['accept', 'password'],
    ],
    har: [
      { name: 'Cookie', value: 'sid=abc; lang=en' },
      { name: 'password', value: 'pw1', comment: 'pw1' },
    ],
    grants: ['password', 'refresh_token'],
    jwk: { kty: 'EC', x: 'f83', d: 'jps' },
    authorization: 'Bearer short',
  })
  expect(redacted).toEqual({
    form: {
      grant_type: 'password',
      password: '‹password#1›',
      username: 'pw1',
      client_secret: '‹redacted:client_secret›',
    },
    headers: [
      ['Authorization', 'Basic web:‹password#1›'],
      ['set-cookie', 'sid=‹redacted:cookie›; Path=/'],
      ['accept', 'password'],
    ],
    har: [
      { name: 'Cookie', value: 'sid=‹redacted:cookie›; lang=‹redacted:cookie›' },
      { name: 'password', value: '‹password#1›', comment: 'pw1' },
    ],
    grants: ['password', 'refresh_token'],
    jwk: { kty: 'EC', x: 'f83', d: '‹redacted:d›' },
    authorization: 'Bearer ‹redacted:authorization›',
  })
  expect(secrets.redactDeep(redacted)).toEqual(redacted)
})

test('redaction once more takes what was learned since, and no member of a report for the key of a secret', () => {
  const secrets = new Secrets()
  secrets.add('access_token', 'late"Secret\\42-of-all')
  const report = {
    step: 'authorization',
    attempt: 1,
    headers: [['location', '/?t=late%22Secret%5C42-of-all']],
    token: 'ok',
  }

  const again = secrets.redactAgain(report)

  expect(again).toEqual({ ...report, headers: [['location', '/?t=‹access_token#1›']] })
  expect(secrets.redactAgain(again)).toEqual(again)
})
