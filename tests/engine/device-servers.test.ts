import type { IncomingMessage } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'

import type { Judged } from '../../harness/engine/judge.ts'
import { bundledChecks } from '../house/bundled-checks.ts'
import { httpLoopback } from '../http/loopback.ts'
import { sessionWith } from './fake-target.ts'

const grant = 'urn:ietf:params:oauth:grant-type:device_code'
const checks = (await bundledChecks()).map(({ check }) => check).filter(({ id }) => id.startsWith('device.'))

interface Said {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** How a server differs from a plain one that knows devices without a secret and never measures how fast they poll. */
interface Manner {
  /** Members of the device authorization response; undefined leaves one out. */
  readonly started?: Readonly<Record<string, unknown>>
  readonly pending?: Said
  readonly unknown?: Said
  readonly page?: number
}

const codes = new Set<string>()

function start({ started = {} }: Manner, issuer: string): Said {
  const code = crypto.randomUUID().replaceAll('-', '')
  codes.add(code)
  const user = code.slice(0, 8).toUpperCase()
  const body = { device_code: code, user_code: user, verification_uri: `${issuer}/go`, expires_in: 900, interval: 0.2 }
  return { status: 200, body: { ...body, ...started } }
}

const bad = (error: string, status = 400): Said => ({ status, body: { error } })

function said(manner: Manner, path: string, form: URLSearchParams, issuer: string): Said {
  if (path === '/go') return { status: manner.page ?? 200, body: {} }
  if (form.get('client_id') !== 'tv') return bad('invalid_client', 401)
  if (path === '/device') return start(manner, issuer)
  return codes.has(form.get('device_code') ?? '')
    ? (manner.pending ?? bad('authorization_pending'))
    : (manner.unknown ?? bad('invalid_grant'))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: unknown[] = []
  for await (const chunk of request) chunks.push(chunk)
  return chunks.join('')
}

/** Judges one check at a server of this manner. */
async function judgeAt(id: string, manner: Manner = {}): Promise<Judged> {
  const server = await httpLoopback(async (request, response) => {
    const form = new URLSearchParams(await textOf(request))
    const { status, body } = said(manner, request.url?.split('?')[0] ?? '', form, server.url)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  onTestFinished(server.close)
  const session = await sessionWith(server.url, {
    target: {
      metadata: { token_endpoint: `${server.url}/token`, device_authorization_endpoint: `${server.url}/device` },
      clients: { tv: { client_id: 'tv', grant_types: [grant] } },
      scopes: ['read'],
    },
  })
  const check = checks.find((each) => each.id === `device.${id}`)
  if (check === undefined) throw new Error(`no check device.${id}`)
  return session.judge(check)
}

describe('a server without refresh tokens, verification_uri_complete, users, secrets or measure', () => {
  test.each<[string, string]>([
    ['response-members', 'pass'],
    ['verification-uri-usable', 'pass'],
    ['pending', 'pass'],
    ['slow-down', 'warn'],
    ['slow-down-is-not-the-end', 'skip'],
    ['unknown-device-code', 'pass'],
    ['unknown-parameters-ignored', 'pass'],
    ['duplicate-parameters-refused', 'skip'],
    ['expired-token', 'skip'],
    ['device-code-entropy', 'pass'],
    ['user-code-quality', 'pass'],
    ['client-binding', 'skip'],
    ['client-authentication', 'skip'],
    ['client-not-allowed', 'skip'],
    ['metadata-consistent', 'skip'],
    ['success', 'skip'],
    ['access-denied', 'skip'],
    ['single-use', 'skip'],
    ['complete-uri-asks', 'skip'],
  ])('%s is %s', async (id, verdict) => {
    expect(await judgeAt(id)).toMatchObject({ verdict })
  })
})

describe('servers of the field', () => {
  test.each<[string, string, Manner, string]>([
    ['one that polls with 428', 'pending', { pending: bad('authorization_pending', 428) }, 'warn'],
    ['one that polls with 200', 'pending', { pending: bad('authorization_pending', 200) }, 'warn'],
    ['one that says slow_down always', 'pending', { pending: bad('slow_down') }, 'warn'],
    ['one that refuses what it gave out', 'pending', { pending: bad('invalid_grant') }, 'fail'],
    ['one that is busy', 'pending', { pending: bad('busy', 503) }, 'blocked'],
    ['one without an interval', 'response-members', { started: { interval: undefined } }, 'pass'],
    [
      'one with both names of the URI',
      'response-members',
      { started: { verification_url: 'https://a.example' } },
      'pass',
    ],
    [
      'one with the old name of the URI',
      'response-members',
      { started: { verification_uri: undefined, verification_url: 'https://a.example' } },
      'fail',
    ],
    ['one with numbers as text', 'response-members', { started: { expires_in: '900' } }, 'fail'],
    ['one that keeps programs from its page', 'verification-uri-usable', { page: 403 }, 'warn'],
    ['one that has lost its page', 'verification-uri-usable', { page: 404 }, 'fail'],
    [
      'one with a plain http page elsewhere',
      'verification-uri-usable',
      { started: { verification_uri: 'http://a.example/go' } },
      'fail',
    ],
    ['one that counts unknown codes as expired', 'unknown-device-code', { unknown: bad('expired_token') }, 'warn'],
    ['one that has unknown codes wait', 'unknown-device-code', { unknown: bad('authorization_pending') }, 'fail'],
    ['one that ends a code polled too fast', 'slow-down', { pending: bad('invalid_grant') }, 'blocked'],
    ['one whose gateway counts', 'slow-down', { pending: bad('too_many', 429) }, 'blocked'],
    ['one whose user codes are four digits', 'user-code-quality', { started: { user_code: '1234' } }, 'warn'],
    [
      'one whose device codes are JWTs',
      'device-code-entropy',
      { started: { device_code: 'eyJhbGciOiJub25lIn0.e30.' } },
      'skip',
    ],
  ])('%s: %s', async (_, id, manner, verdict) => {
    expect(await judgeAt(id, manner)).toMatchObject({ verdict })
  })
})
