import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultClients } from '../../mock-server/defaults.ts'
import { Directory } from '../../mock-server/directory.ts'
import { deviceGrant } from '../../mock-server/grants/device.ts'
import { RedisServer } from './redis-server.ts'
import { Front, Replica } from './replica.ts'
import { signAssertion } from './sign-assertion.ts'
import {
  authorize,
  clientToken,
  post,
  read,
  redeem,
  refresh,
  tokens,
  visit,
  Visitor,
  type Answer,
  type Site,
} from './visitor.ts'

let redis: RedisServer
let front: Front
let site: Site
let directly: Site[]

beforeAll(async () => {
  redis = await RedisServer.start()
  front = await Front.start()
  front.replicas = await Promise.all([1, 2, 3].map(() => Replica.start(front.issuer, redis.url)))
  const clients = new Directory(
    defaultClients(),
    (client) => client.client_id,
    () => undefined,
  )
  site = { issuer: front.issuer, clients }
  directly = front.replicas.map(({ url }) => ({ issuer: url, clients }))
}, 60_000)
afterAll(async () => {
  await Promise.all(front.replicas.map((replica) => replica.stop()))
  front.close()
  await redis.stop()
})
beforeEach(() => front.served.clear())

const each = <Result>(ask: (replica: Site) => Promise<Result>): Promise<Result[]> => Promise.all(directly.map(ask))
const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).toSorted((a, b) => a - b)
const statusesOf = (token: unknown): Promise<number[]> =>
  each(async (replica) => (await visit(replica, '/resource', token)).status)

describe('three replicas behind one address', () => {
  test('serve one flow together: login, consent, code, refresh, resource, userinfo', async () => {
    const granted = await authorize(site)
    expect(granted.url.searchParams.get('iss')).toBe(front.issuer)
    const first = await redeem(site, granted)
    expect(first.status).toBe(200)
    const second = await refresh(site, first.json['refresh_token'])
    expect(second.status).toBe(200)
    expect(await statusesOf(second.json['access_token'])).toEqual([200, 200, 200])
    expect((await visit(site, '/userinfo', second.json['access_token'])).json['sub']).toBe('alice')
    expect(front.served.size).toBe(3)
  })

  test('remember the login and the consent of a browser', async () => {
    const visitor = new Visitor()
    await authorize(site, { visitor })
    for (const _ of directly) {
      const silent = await authorize(site, { visitor, parameters: { prompt: 'none' } })
      expect(silent.code).not.toBe('')
    }
  })

  test('refuse a code that another replica has redeemed, and revoke what it gave', async () => {
    const granted = await authorize(site)
    const [one, two] = directly
    if (!one || !two) throw new Error('no replicas')
    const { json } = await redeem(one, granted)
    expect(await statusesOf(json['access_token'])).toEqual([200, 200, 200])
    const again = await redeem(two, granted)
    expect([again.status, again.json['error']]).toEqual([400, 'invalid_grant'])
    expect(await statusesOf(json['access_token'])).toEqual([401, 401, 401])
    expect((await refresh(one, json['refresh_token'])).json['error']).toBe('invalid_grant')
  })

  test('let one of several simultaneous redemptions pass, twenty times', async () => {
    for (let race = 0; race < 20; race += 1) {
      const granted = await authorize(site)
      const answers = await Promise.all([...directly, ...directly].map((replica) => redeem(replica, granted)))
      expect(statuses(answers)).toEqual([200, 400, 400, 400, 400, 400])
      const won = answers.find(({ status }) => status === 200)
      expect(await statusesOf(won?.json['access_token'])).toEqual([401, 401, 401])
    }
  })

  test('let one of several simultaneous refreshes pass, and end the family', async () => {
    const { json } = await tokens(site)
    const answers = await each((replica) => refresh(replica, json['refresh_token']))
    expect(statuses(answers)).toEqual([200, 400, 400])
    const won = answers.find(({ status }) => status === 200)
    expect((await refresh(site, won?.json['refresh_token'])).json['error']).toBe('invalid_grant')
  })

  test('refuse a refresh token that was rotated elsewhere, and end its family', async () => {
    const { json } = await tokens(site)
    const next = await refresh(site, json['refresh_token'])
    const replayed = await each((replica) => refresh(replica, json['refresh_token']))
    expect(replayed.map((answer) => answer.json['error'])).toEqual(Array.from(directly, () => 'invalid_grant'))
    expect(await statusesOf(next.json['access_token'])).toEqual([401, 401, 401])
  })

  test('let one of several simultaneous uses of an assertion pass, ten times', async () => {
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', scope: 'read' }
    for (let race = 0; race < 10; race += 1) {
      const assertion = await signAssertion(site)
      const answers = await each((replica) => post(replica, '/token', { ...grant, assertion }, 'gateway'))
      expect(statuses(answers)).toEqual([200, 400, 400])
      const errors = answers.flatMap(({ json }) => json['error'] ?? [])
      expect(errors).toEqual(['invalid_grant', 'invalid_grant'])
    }
  })

  test('see a revocation at once, and introspect the tokens of each other', async () => {
    const { json } = await clientToken(site)
    const active = (): Promise<unknown[]> =>
      each(async (replica) => {
        return (await post(replica, '/introspect', { token: String(json['access_token']) })).json['active']
      })
    expect(await active()).toEqual([true, true, true])
    expect((await post(site, '/revoke', { token: String(json['access_token']) }, 'service')).status).toBe(200)
    expect(await active()).toEqual([false, false, false])
    expect(await statusesOf(json['access_token'])).toEqual([401, 401, 401])
  })

  test('take one logout for all', async () => {
    const visitor = new Visitor()
    await authorize(site, { visitor })
    const page = await read(await visitor.request(`${front.issuer}/logout`))
    const form = hidden(page.text)
    form.set('logout', 'yes')
    await visitor.follow(actionOf(page.text), front.issuer, { method: 'POST', body: form })
    for (const _ of directly) {
      const silent = await authorize(site, { visitor, parameters: { prompt: 'none' } })
      expect(silent.url.searchParams.get('error')).toBe('login_required')
    }
  })
})

describe('a device', () => {
  const poll = (code: unknown, at = site): Promise<Answer> =>
    post(at, '/token', { grant_type: deviceGrant, device_code: String(code) }, 'tv')

  test('is approved at whatever replica, and told to slow down by all of them', async () => {
    const { json } = await post(site, '/device_authorization', { scope: 'read' }, 'tv')
    const early = []
    for (const replica of directly) early.push((await poll(json['device_code'], replica)).json['error'])
    expect(early).toEqual(['authorization_pending', 'slow_down', 'slow_down'])
    await approve(String(json['verification_uri_complete']))
    const granted = await poll(json['device_code'])
    expect(granted.status).toBe(200)
    expect(await statusesOf(granted.json['access_token'])).toEqual([200, 200, 200])
    expect((await poll(json['device_code'])).json['error']).toBe('invalid_grant')
  })
})

async function approve(url: string): Promise<void> {
  const visitor = new Visitor()
  let step = await visitor.follow(url, front.issuer)
  for (let page = 0; page < 6; page += 1) {
    const text = await step.response.text()
    if (text.includes('Device connected')) return
    const body = hidden(text)
    const code = new URL(url).searchParams.get('user_code') ?? ''
    if (text.includes('name="user_code"')) body.set('user_code', code)
    if (text.includes('name="username"')) body.set('username', 'alice')
    if (text.includes('name="decision"')) body.set('decision', 'allow')
    const action = /action="([^"]+)"/.exec(text)?.[1] ?? step.url
    step = await visitor.follow(action, front.issuer, { method: 'POST', body })
  }
  throw new Error(`no device connected at ${step.url}`)
}

const actionOf = (text: string): string => /action="([^"]+)"/.exec(text)?.[1] ?? ''

function hidden(text: string): URLSearchParams {
  const fields = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  return new URLSearchParams(fields.map(([, name = '', value = '']): [string, string] => [name, value]))
}

describe('a replica', () => {
  test('says it is well', async () => {
    const answers = await each(({ issuer }) => fetch(`${issuer}/_assay/health`))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  test('may be killed in the middle of a flow, which goes on', async () => {
    const granted = await authorize(site)
    const [doomed] = front.replicas
    await doomed?.kill()
    const { status, json } = await redeem(site, granted)
    expect(status).toBe(200)
    for (let round = 0; round < 3; round += 1) {
      expect((await visit(site, '/resource', json['access_token'])).status).toBe(200)
    }
    expect((await refresh(site, json['refresh_token'])).status).toBe(200)
  })

  test('may be started again and serves what began before', async () => {
    const { json } = await tokens(site)
    const late = await Replica.start(front.issuer, redis.url)
    front.replicas.push(late)
    expect((await visit({ ...site, issuer: late.url }, '/resource', json['access_token'])).status).toBe(200)
  })

  test('answers what it has taken on after SIGTERM, and ends with 0', async () => {
    const replica = await Replica.start(front.issuer, redis.url)
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'nobody' }).toString()
    const begun = replica.beginPost('/token', body)
    await begun.accepted
    const ended = replica.stop()
    await replica.stopping
    expect(await begun.finish()).toMatch(/^HTTP\/1\.1 401 /)
    expect(await ended).toBe(0)
  })
})

test('a mock whose store is away does not start, says so, and ends with 2', async () => {
  const failed = await Replica.fail(front.issuer, 'redis://:secret-word@127.0.0.1:1')
  expect(failed.code).toBe(2)
  expect(failed.stderr).toMatch(/^assay: Expected a Redis at redis:\/\/127\.0\.0\.1:1, got: .+ Start it/)
  expect(failed.stderr).not.toContain('secret-word')
})
