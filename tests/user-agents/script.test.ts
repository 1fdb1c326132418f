import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineLogin, loadLogin, scriptAgent, type LoginScript } from '../../harness/user-agents/script.ts'
import { ALICE, CLIENT, START, cookie, fakeServer, granted, page, redirect, type Routes } from './fake-server.ts'

const post: [string, string][] = [['content-type', 'application/x-www-form-urlencoded']]

const login = defineLogin(async ({ request, username = '', password = '', consent, fetch }) => {
  const seen = await fetch(request)
  if (seen.arrived !== undefined) return seen.arrived
  const body = new URLSearchParams({ username, password, consent }).toString()
  return (await fetch({ method: 'POST', url: 'https://as.example/in', headers: post, body })).arrived
})

const routes: Routes = {
  'GET /authorize': ({ cookies }) =>
    cookies === 'sid=1' ? granted : page('<h1>Sign in</h1>', 200, [cookie('pre=1; Path=/')]),
  'POST /in': ({ form, cookies }) => {
    const { username, password, consent } = Object.fromEntries(form)
    if (cookies !== 'pre=1' || username !== ALICE.username || password !== ALICE.password) return page('Wrong', 401)
    if (consent === 'deny') return redirect(`${CLIENT}?error=access_denied&state=s1`)
    return redirect(`${CLIENT}?code=granted&state=s1`, 302, [
      cookie('sid=1; Path=/'),
      cookie('pre=; Max-Age=0; Path=/'),
    ])
  },
}

const walk = (script: LoginScript, person = ALICE, consent: 'allow' | 'deny' = 'allow') =>
  scriptAgent(script, fakeServer(routes).fetch).walk(START, { redirectUri: CLIENT, person, consent })

describe('a login script', () => {
  it('walks to the client and may deny', async () => {
    expect(await walk(login)).toMatchObject({ kind: 'redirect', url: `${CLIENT}?code=granted&state=s1` })
    expect(await walk(login, ALICE, 'deny')).toMatchObject({ url: `${CLIENT}?error=access_denied&state=s1` })
  })

  it('keeps its cookies for the next walk, and a new agent has none', async () => {
    const server = fakeServer(routes)
    const agent = scriptAgent(login, server.fetch)
    const options = { redirectUri: CLIENT, person: ALICE }
    await agent.walk(START, options)
    await agent.walk(START, options)
    await agent.anew().walk(START, options)
    expect(server.asked.map(({ request }) => request.method)).toEqual(['GET', 'POST', 'GET', 'GET', 'POST'])
  })

  it('is told that it arrived where the answer is a form that sends itself', async () => {
    const form = `<body onload="document.forms[0].submit()"><form method=post action="${CLIENT}">
      <input type=hidden name=code value=granted><input type=hidden name=state value=s1></form>`
    const { fetch } = fakeServer({ ...routes, 'POST /in': page(form) })
    const arrival = await scriptAgent(login, fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(arrival).toMatchObject({ kind: 'redirect', how: 'form_post', url: CLIENT })
    expect(arrival.kind === 'redirect' && Object.fromEntries(arrival.params)).toEqual({ code: 'granted', state: 's1' })
  })

  it('that ends on a page tells its status and where', async () => {
    const arrival = await walk(login, { username: 'alice', password: 'wrong' })
    expect(arrival).toMatchObject({ kind: 'page', status: 401, url: 'https://as.example/in', text: 'Wrong' })
    expect(arrival.kind === 'page' && arrival.stuck).toMatch(/without an address of the client/)
  })

  it('may say another address than the client, which is no arrival', async () => {
    const arrival = await walk(async () => 'https://elsewhere.example/cb?code=c')
    expect(arrival.kind === 'page' && arrival.stuck).toMatch(/https:\/\/elsewhere\.example, which is not the client/)
  })
})

describe('the module of a login script', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'login-'))
    await writeFile(
      join(folder, 'good.ts'),
      'export default async (walk: { url: string }): Promise<string> => walk.url\n',
    )
    await writeFile(join(folder, 'none.ts'), 'export const login = 1\n')
    await writeFile(join(folder, 'throws.ts'), "export default async () => { throw new Error('no button') }\n")
    await writeFile(
      join(folder, 'asks.ts'),
      'export default async (walk: { url: string; fetch(url: string): Promise<unknown> }) => { await walk.fetch(walk.url) }\n',
    )
    await writeFile(join(folder, 'number.ts'), 'export default async () => 7\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('may be TypeScript', async () => {
    expect(await walk(await loadLogin(join(folder, 'good.ts')))).toMatchObject({ kind: 'page' })
  })

  it.each([
    ['none.ts', /none\.ts: expected a function as its default export, got undefined/],
    ['missing.ts', /missing\.ts: cannot be read/],
  ])('%s is refused by name', async (name, message) => {
    await expect(loadLogin(join(folder, name))).rejects.toThrow(message)
  })

  it.each([
    ['throws.ts', /throws\.ts: Error: no button/],
    ['number.ts', /number\.ts: .*expected the address the client was sent to, got number/],
  ])('%s names its file when it fails', async (name, message) => {
    const script = await loadLogin(join(folder, name))
    await expect(walk(script)).rejects.toThrow(message)
  })

  it('lets what is thrown on the way to the server through as it is', async () => {
    const held = new Error('held back')
    const agent = scriptAgent(await loadLogin(join(folder, 'asks.ts')), () => Promise.reject(held))
    await expect(agent.walk(START, { redirectUri: CLIENT, person: ALICE })).rejects.toBe(held)
  })
})
