import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { formAgent } from '../../harness/user-agents/form.ts'
import type { PageFetch } from '../../harness/user-agents/user-agent.ts'

const CLIENT = 'https://client.example/cb'
let server: Server
let issuer = ''

const send: PageFetch = async ({ method, url, headers, body }) => {
  const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  return { status: answer.status, headers: [...answer.headers], body: await answer.text(), url }
}

const authorize = (more = ''): string =>
  `${issuer}/auth?client_id=c&response_type=code&scope=openid+email&redirect_uri=${encodeURIComponent(CLIENT)}&state=s${more}`

beforeAll(async () => {
  for (const level of ['warn', 'info'] as const) vi.spyOn(console, level).mockReturnValue(undefined)
  server = createServer()
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address')
  issuer = `http://127.0.0.1:${address.port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'c', client_secret: 's', redirect_uris: [CLIENT], response_types: ['code'] }],
    pkce: { required: () => false },
    cookies: { keys: ['k'] },
    claims: { email: ['email'] },
  })
  const handle = provider.callback()
  server.on('request', (req, res) => void handle(req, res))
})

afterAll(() => {
  server.close()
})

describe('the form user agent at a real provider', () => {
  it('logs in, consents, and needs no login the second time', async () => {
    const agent = formAgent(send)
    const person = { username: 'alice', password: 'x' }
    const first = await agent.walk(authorize(), { redirectUri: CLIENT, person })
    expect(first).toMatchObject({ kind: 'redirect', how: 'query' })
    const done = first.trail.map((visit) => visit.did).filter((did) => !did.startsWith('redirected'))
    expect(done).toEqual(['filled the login form', 'allowed the consent'])
    const second = await agent.walk(authorize(), { redirectUri: CLIENT })
    expect(second.trail.map((visit) => visit.did)).toEqual(['redirected with 303'])
  })

  it('denies the consent', async () => {
    const person = { username: 'bob', password: 'x' }
    const arrival = await formAgent(send).walk(authorize(), { redirectUri: CLIENT, person, consent: 'deny' })
    expect(arrival.kind === 'redirect' ? arrival.params.get('error') : arrival.stuck).toBe('access_denied')
  })

  it('reads a form_post answer', async () => {
    const person = { username: 'carol', password: 'x' }
    const arrival = await formAgent(send).walk(authorize('&response_mode=form_post'), { redirectUri: CLIENT, person })
    expect(arrival).toMatchObject({ kind: 'redirect', how: 'form_post', url: CLIENT })
    expect(arrival.kind === 'redirect' && [...arrival.params.keys()].toSorted()).toEqual(['code', 'iss', 'state'])
  })

  it('reports the error page for an unregistered redirect_uri', async () => {
    const url = authorize().replace('client.example', 'evil.example')
    const arrival = await formAgent(send).walk(url, { redirectUri: 'https://evil.example/cb' })
    expect(arrival).toMatchObject({ kind: 'page', status: 400 })
  })
})
