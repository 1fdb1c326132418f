import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { clientToken, post, read, refresh, visit, Visitor, type Answer } from './visitor.ts'

const grant = 'urn:ietf:params:oauth:grant-type:device_code'

let mock: MockServer
let tenant: Tenant

beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { device: { interval: 1 } })
})

const start = (client = 'tv', form: Record<string, string> = { scope: 'read' }) =>
  post(tenant, '/device_authorization', form, client)

const poll = (started: Answer, client = 'tv') =>
  post(tenant, '/token', { grant_type: grant, device_code: String(started.json['device_code']) }, client)

interface Page {
  readonly text: string
  readonly status: number
  readonly headers: Headers
}

/** Walks the pages from an address, sending each form with these fields, and returns the last page. */
async function walk(url: unknown, visitor: Visitor, forms: readonly Record<string, string>[]): Promise<Page> {
  let step = await visitor.follow(String(url), tenant.issuer)
  let page = { ...(await read(step.response)) }
  for (const fields of forms) {
    const hidden = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    const body = new URLSearchParams(hidden.map(([, name = '', value = '']): [string, string] => [name, value]))
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? step.url
    step = await visitor.follow(action, tenant.issuer, { method: 'POST', body })
    page = { ...(await read(step.response)) }
  }
  return page
}

const login = { username: 'alice', password: 'alice-password' }

function approve(started: Answer, last: Record<string, string> = { decision: 'allow' }): Promise<Page> {
  const code = String(started.json['user_code'])
  return walk(started.json['verification_uri'], new Visitor(), [{ user_code: code.toLowerCase() }, {}, login, last])
}

describe('a device', () => {
  test.each(['tv', 'set-top-box'])('%s gets tokens once the user has approved', async (client) => {
    const started = await start(client)

    expect(started.status).toBe(200)
    expect(started.json).toMatchObject({ interval: 1, expires_in: 600, verification_uri: `${tenant.issuer}/device` })
    expect(started.json['user_code']).toMatch(/^[A-Z]{4}-[A-Z]{4}$/)
    expect((await poll(started, client)).json['error']).toBe('authorization_pending')
    expect((await approve(started)).text).toContain('Device connected')

    const granted = await poll(started, client)
    expect(granted.json).toMatchObject({ token_type: 'Bearer', scope: 'read' })
    expect((await visit(tenant, '/resource', granted.json['access_token'])).status).toBe(200)
    expect((await refresh(tenant, granted.json['refresh_token'], client)).status).toBe(200)
    expect((await poll(started, client)).json['error']).toBe('invalid_grant')
  })

  test('gets nothing when the user denies, on the page with the code or on the consent page', async () => {
    const [early, late] = [await start(), await start()]
    const form = [{ user_code: String(early.json['user_code']) }, { abort: 'yes' }]

    expect((await walk(early.json['verification_uri'], new Visitor(), form)).text).toContain('Device not connected')
    expect((await approve(late, { decision: 'deny' })).text).toContain('Device not connected')
    expect((await poll(early)).json['error']).toBe('access_denied')
    expect((await poll(late)).json['error']).toBe('access_denied')
  })

  test('is told to slow down when it polls faster than the interval, and goes on after it', async () => {
    const started = await start()
    const errors = [await poll(started), await poll(started)].map(({ json }) => json['error'])

    expect(errors).toEqual(['authorization_pending', 'slow_down'])
    expect(tenant.journal.list().at(-1)).toMatchObject({ error: 'slow_down' })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect((await poll(started)).json['error']).toBe('authorization_pending')
  })

  test('learns that its code has expired', async () => {
    tenant.lifetimes.device_code = 1
    const started = await start()
    await new Promise((resolve) => setTimeout(resolve, 1_100))

    expect((await poll(started)).json['error']).toBe('expired_token')
    const form = [{ user_code: String(started.json['user_code']) }]
    expect((await walk(started.json['verification_uri'], new Visitor(), form)).text).toContain('has expired')
  })

  test('cannot use the code of another client', async () => {
    expect((await poll(await start('tv'), 'set-top-box')).json['error']).toBe('invalid_grant')
  })
})

describe('the device authorization endpoint', () => {
  test('refuses clients without the grant, wrong secrets, repeated parameters and GET', async () => {
    const basic = { authorization: `Basic ${Buffer.from('set-top-box:wrong').toString('base64')}` }
    const url = `${tenant.issuer}/device_authorization`
    const twice = new URLSearchParams([
      ['client_id', 'tv'],
      ['scope', 'read'],
      ['scope', 'write'],
    ])

    expect(await start('web')).toMatchObject({ status: 400, json: { error: 'unauthorized_client' } })
    expect(await read(await fetch(url, { method: 'POST', headers: basic }))).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    })
    expect(await read(await fetch(url, { method: 'POST', body: twice }))).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    })
    expect((await fetch(url)).status).toBe(405)
    expect((await start('tv', {})).status).toBe(200)
  })

  test('is announced only where a client may use it', async () => {
    const bare = await mock.createTenant(undefined, { clients: [] })
    const announced = async (each: Tenant) =>
      read(await fetch(`${each.issuer}/.well-known/openid-configuration`)).then(({ json }) => ({
        endpoint: json['device_authorization_endpoint'],
        listed: JSON.stringify(json['grant_types_supported']).includes(grant),
      }))

    expect(await announced(tenant)).toEqual({ endpoint: `${tenant.issuer}/device_authorization`, listed: true })
    expect(await announced(bare)).toEqual({ endpoint: undefined, listed: false })
  })
})

describe('the verification page', () => {
  test('shows the code of verification_uri_complete and sends nothing by itself', async () => {
    const started = await start()
    const page = await walk(started.json['verification_uri_complete'], new Visitor(), [])

    expect(page.text).toContain(`value="${String(started.json['user_code'])}"`)
    expect(page.text).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('shows the code once more beside the name of the client before anything else', async () => {
    const started = await start()
    const form = [{ user_code: String(started.json['user_code']).replace('-', '') }]
    const page = await walk(started.json['verification_uri'], new Visitor(), form)

    expect(page.text).toContain(`<code>${String(started.json['user_code'])}</code>`)
    expect(page.text).toContain('Television')
  })

  test('says what is wrong with a code', async () => {
    const url = `${tenant.issuer}/device`
    const used = await start()
    await approve(used)

    expect((await walk(url, new Visitor(), [{ user_code: '' }])).text).toContain('Enter the code')
    expect((await walk(url, new Visitor(), [{ user_code: 'WRONG-CODE' }])).text).toContain('not known')
    expect((await walk(url, new Visitor(), [{ user_code: String(used.json['user_code']) }])).text).toContain(
      'used before',
    )
  })

  test('does not take a form from another site', async () => {
    const started = await start()
    const visitor = new Visitor()
    await visitor.follow(`${tenant.issuer}/device`, tenant.issuer)
    const body = new URLSearchParams({ xsrf: 'guessed', user_code: String(started.json['user_code']), confirm: 'yes' })
    const { response } = await visitor.follow(`${tenant.issuer}/device`, tenant.issuer, { method: 'POST', body })

    expect(response.status).toBe(400)
    expect((await poll(started)).json['error']).toBe('authorization_pending')
  })
})

test('other grants are not paced', async () => {
  expect((await clientToken(tenant)).json).not.toHaveProperty('interval')
})

test.each(['/device', '/device/no-such-login'])(
  'a form nobody was shown is refused with a page at %s',
  async (path) => {
    const answer = await fetch(mock.issuer + path, {
      method: 'POST',
      body: new URLSearchParams({ user_code: 'ABCD-EFGH' }),
    })
    expect([400, 404, 405]).toContain(answer.status)
  },
)
