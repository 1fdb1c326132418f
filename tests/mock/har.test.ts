import { Ajv } from 'ajv'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { authorize, redeem, type Answer, type Authorization } from './visitor.ts'

const text = { type: 'string' } as const
const number = { type: 'number' } as const
const pair = { type: 'object', required: ['name', 'value'], properties: { name: text, value: text } } as const
const pairs = { type: 'array', items: pair } as const

/** What HTTP Archive 1.2 demands of an archive. */
const schema = {
  type: 'object',
  required: ['log'],
  properties: {
    log: {
      type: 'object',
      required: ['version', 'creator', 'entries'],
      properties: {
        version: { const: '1.2' },
        creator: { type: 'object', required: ['name', 'version'], properties: { name: text, version: text } },
        entries: {
          type: 'array',
          items: {
            type: 'object',
            required: ['startedDateTime', 'time', 'request', 'response', 'cache', 'timings'],
            properties: {
              startedDateTime: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
              time: { type: 'number', minimum: 0 },
              request: {
                type: 'object',
                required: [
                  'method',
                  'url',
                  'httpVersion',
                  'cookies',
                  'headers',
                  'queryString',
                  'headersSize',
                  'bodySize',
                ],
                properties: {
                  method: text,
                  url: { type: 'string', pattern: '^https?://' },
                  headers: pairs,
                  queryString: pairs,
                  bodySize: number,
                  postData: {
                    type: 'object',
                    required: ['mimeType', 'params', 'text'],
                    properties: { mimeType: text, params: pairs, text },
                  },
                },
              },
              response: {
                type: 'object',
                required:
                  'status statusText httpVersion cookies headers content redirectURL headersSize bodySize'.split(' '),
                properties: {
                  status: { type: 'integer' },
                  statusText: text,
                  headers: pairs,
                  redirectURL: text,
                  content: {
                    type: 'object',
                    required: ['size', 'mimeType'],
                    properties: { size: number, mimeType: text, text },
                  },
                },
              },
              timings: {
                type: 'object',
                required: ['send', 'wait', 'receive'],
                properties: { send: number, wait: number, receive: number },
              },
            },
          },
        },
      },
    },
  },
} as const

let mock: MockServer
let from: Authorization
let answer: Answer

beforeAll(async () => {
  mock = await createMockServer()
  from = await authorize(mock.tenant)
  answer = await redeem(mock.tenant, from)
})
afterAll(() => mock.close())

test('an archive of a flow is what HTTP Archive 1.2 says', () => {
  const har = mock.tenant.journal.toHar()
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
  expect(validate(JSON.parse(JSON.stringify(har))), JSON.stringify(validate.errors)).toBe(true)
  expect(har.log.entries).toHaveLength(mock.tenant.journal.list().length)
  expect(validate({ log: { ...har.log, entries: [{}] } })).toBe(false)
})

test('secrets are masked unless they are asked for', () => {
  const secrets = [
    from.code,
    from.verifier,
    'alice-password',
    answer.json['access_token'],
    answer.json['refresh_token'],
  ]
  const masked = JSON.stringify(mock.tenant.journal.toHar())
  const open = JSON.stringify(mock.tenant.journal.toHar({ secrets: true }))
  for (const secret of secrets) {
    expect(masked).not.toContain(secret)
    expect(open).toContain(secret)
  }
})

test('the token request can be read', () => {
  const [entry, ...more] = mock.tenant.journal.toHar({ query: { endpoint: 'token' }, secrets: true }).log.entries
  expect(more).toEqual([])
  expect(entry).toMatchObject({
    request: { method: 'POST', postData: { params: expect.arrayContaining([{ name: 'code', value: from.code }]) } },
    response: { status: 200, statusText: 'OK', content: { mimeType: 'application/json; charset=utf-8' } },
    _oauth: { endpoint: 'token', grant: 'authorization_code', pkce: 'valid' },
  })
})
