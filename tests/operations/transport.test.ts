import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import type { Operations } from '../../harness/context.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { readReply } from '../../harness/operations/server-hello.ts'
import { plainAddresses } from '../../harness/operations/unencrypted.ts'
import { createMockServer, developmentAuthority, type MockServer } from '../../mock-server/index.ts'
import { fakeCheck } from '../engine/fake-target.ts'

let sound: MockServer
let legacy: MockServer
beforeAll(async () => {
  sound = await createMockServer({ tls: 'development', plainPort: 0 })
  const tenant = { defects: ['tls-legacy-enabled', 'tls-weak-cipher'] }
  legacy = await createMockServer({ tls: 'development', tenant })
})
afterAll(async () => {
  await sound.close()
  await legacy.close()
})

/** Lets a check of its own do something at a mock. */
async function at({ tenant, plainUrl }: MockServer, run: (op: Operations) => Promise<void>, ca = developmentAuthority) {
  const plain = plainUrl === undefined ? {} : { plain_http: plainUrl }
  const config = describeTenant(tenant, 'mock', { tls: { ca, insecure: true }, ...plain })
  const terms = { profile: 'oauth2', signal: AbortSignal.timeout(10_000), secrets: new Secrets() } as const
  const session = await openSession(config, undefined, terms)
  const judged = await session.judge(fakeCheck(({ op }) => run(op)))
  await session.close()
  return judged
}

describe('a greeting', () => {
  test('tells the version and the fault of the certificate', async () => {
    await at(sound, async (op) => {
      expect(await op.greet(sound.url)).toMatchObject({ kind: 'spoken', version: 'TLSv1.3', fault: undefined })
      expect(await op.greet(sound.url, 'TLSv1.2')).toMatchObject({ kind: 'spoken', version: 'TLSv1.2' })
      const port = new URL(sound.url).port
      expect(await op.greet(`https://localhost:${port}`)).toMatchObject({ fault: undefined })
    })
  })

  test('does not trust what nobody vouches for', async () => {
    const tenant = { defects: ['tls-bad-certificate'] }
    await using bad = await createMockServer({ tls: 'development', tenant })
    const judged = await at(bad, async (op) => {
      expect(await op.greet(bad.url)).toMatchObject({ kind: 'spoken', fault: 'CERT_HAS_EXPIRED' })
    })
    expect(judged.verdict).toBe('pass')
  })

  test('is blocked, not refused, where nobody listens, and refused where plain HTTP is spoken', async () => {
    const { port } = new URL(sound.plainUrl ?? '')
    const judged = await at(sound, async (op) => {
      expect(await op.greet(`https://127.0.0.1:${port}`)).toMatchObject({ kind: 'refused' })
      await op.greet('https://127.0.0.1:1')
    })
    expect([judged.verdict, judged.because]).toEqual(['blocked', '127.0.0.1:1 refuses connections'])
  })
})

describe('a ClientHello of older times', () => {
  test.each(['TLS 1.1', 'TLS 1.0'] as const)('%s is chosen by a server that still has it', async (version) => {
    const judged = await at(legacy, async (op) => {
      expect(await op.hello(legacy.url, { version, suites: 'usual' })).toMatchObject({ kind: 'accepted', version })
      expect(await op.hello(sound.url, { version, suites: 'usual' })).toMatchObject({ kind: 'refused' })
    })
    expect(judged.verdict).toBe('pass')
  })

  test('a suite without encryption is chosen by name, the others are declined', async () => {
    const judged = await at(legacy, async (op) => {
      const ask = (url: string, suites: 'NULL' | 'static RSA') => op.hello(url, { version: 'TLS 1.2', suites })
      const chosen = { kind: 'accepted', version: 'TLS 1.2', suite: 'TLS_ECDHE_ECDSA_WITH_NULL_SHA' }
      expect(await ask(legacy.url, 'NULL')).toEqual(chosen)
      expect(await ask(legacy.url, 'static RSA')).toMatchObject({ kind: 'refused' })
      expect(await ask(sound.url, 'NULL')).toMatchObject({ kind: 'refused' })
    })
    expect(judged.verdict).toBe('pass')
  })
})

describe('what a server says to a ClientHello', () => {
  const offered = new Map([[0xc009, 'A_SUITE']])
  const serverHello = (version: number, suite: number): Buffer =>
    Buffer.concat([
      Buffer.of(22, 3, 1, 0, 42, 2, 0, 0, 38, version >> 8, version & 255),
      Buffer.alloc(32),
      Buffer.of(0, suite >> 8, suite & 255, 0),
    ])

  test.each([
    ['what was offered', serverHello(0x0302, 0xc009), 'accepted'],
    ['a newer version', serverHello(0x0303, 0xc009), 'refused'],
    ['another suite', serverHello(0x0302, 0x002f), 'refused'],
    ['an alert', Buffer.of(21, 3, 1, 0, 2, 2, 70), 'refused'],
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request'), 'refused'],
  ])('%s', (_, bytes, kind) => {
    expect(readReply(bytes, 0x0302, offered)?.kind).toBe(kind)
  })

  test('is waited for until it is whole', () => {
    const whole = serverHello(0x0302, 0xc009)
    for (let length = 0; length < whole.length - 1; length += 1) {
      expect(readReply(whole.subarray(0, length), 0x0302, offered)).toBeUndefined()
    }
  })
})

describe('without TLS', () => {
  test.each([
    ['https://a.example/x?y=1', undefined, ['http://a.example:443/x?y=1', 'http://a.example/x?y=1']],
    ['https://a.example:8443/x', undefined, ['http://a.example:8443/x']],
    [
      'https://a.example/x',
      'http://b.example:81',
      ['http://a.example:443/x', 'http://a.example/x', 'http://b.example:81/x'],
    ],
    ['https://c.example:1/x', 'http://b.example:81', ['http://c.example:1/x']],
    ['http://a.example/x', 'http://b.example:81', []],
    ['no address', undefined, []],
  ])('%s with plain_http %s', (url, plainHttp, addresses) => {
    expect(plainAddresses(url, { issuer: 'https://a.example', plainHttp })).toEqual(addresses)
  })

  test('only the answers that came are given', async () => {
    const judged = await at(sound, async (op) => {
      const answers = await op.unencrypted(`${sound.url}/token`, { method: 'POST', body: 'grant_type=x' })
      expect(answers.map(({ answer, everywhere }) => [answer.request.url, answer.status, everywhere])).toEqual([
        [`${sound.plainUrl}/token`, 403, false],
      ])
    })
    expect(judged.verdict).toBe('pass')
  })
})

test('the cookies that hold a login are found by leaving them out', async () => {
  const judged = await at(sound, async (op) => {
    const login = await op.sessionCookies()
    expect(login?.names).toEqual([`session_${new URL(sound.url).port}`])
    expect(login?.answers.flatMap((answer) => answer.all('set-cookie')).join()).toMatch(/session_\d+=/)
  })
  expect(judged.verdict).toBe('pass')
})
