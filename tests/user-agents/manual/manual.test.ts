import { createServer } from 'node:http'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { PersonDesk, type Counter } from '../../../harness/engine/desk.ts'
import { manualAgent } from '../../../harness/user-agents/manual/manual.ts'
import { NotApplicable } from '../../../harness/verdict.ts'
import { ALICE, START, fakeServer, page, redirect, type Routes } from '../fake-server.ts'

const login = page('<form method=post><input name=user><input type=password name=pass><button>Sign in</button></form>')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

type Person = (errand: Parameters<Counter['tell']>[0], say: (line: string) => void) => unknown

/** A desk whose person does as told, and what that person was told. */
function desk(person: Person, most = 5, takesAddresses = true) {
  const told: string[] = []
  const people: PersonDesk = new PersonDesk({
    takesAddresses,
    tell(errand) {
      told.push(errand.what)
      void person(errand, (line) => people.hear(errand.id, line))
    },
    finish: () => undefined,
  })
  return { told, desk: people.deskFor(most) }
}

const agent = (routes: Routes, at: ReturnType<typeof desk>) => {
  const server = fakeServer(routes)
  return { ...server, agent: manualAgent({ fetch: server.fetch, desk: at.desk }) }
}

const local = async (): Promise<string> => `http://127.0.0.1:${await freePort()}/cb`
const elsewhere = 'https://client.example/cb'

describe('a login by hand', () => {
  it('takes the answer at a redirect_uri of this machine', async () => {
    const redirectUri = await local()
    const at = desk(() => fetch(`${redirectUri}?code=c1&state=s1`))
    const { agent: walker } = agent({ 'GET /authorize': login }, at)
    const arrival = await walker.walk(START, { redirectUri, person: ALICE })
    expect(arrival).toMatchObject({ kind: 'redirect', how: 'query', url: `${redirectUri}?code=c1&state=s1` })
    expect(at.told).toEqual(['log in as alice and allow what is asked'])
  })

  it('takes an answer behind # and one sent as a form', async () => {
    const redirectUri = await local()
    const byFragment = desk(async () => {
      expect(await (await fetch(redirectUri)).text()).toContain('x-fragment')
      await fetch(redirectUri, { method: 'POST', headers: { 'x-fragment': '1' }, body: 'access_token=t1&state=s1' })
    })
    const walked = agent({ 'GET /authorize': login }, byFragment).agent.walk(START, { redirectUri, person: ALICE })
    expect(await walked).toMatchObject({ kind: 'redirect', how: 'fragment' })
    const byForm = desk(() => fetch(redirectUri, { method: 'POST', body: new URLSearchParams({ code: 'c1' }) }))
    const posted = await agent({ 'GET /authorize': login }, byForm).agent.walk(START, { redirectUri, person: ALICE })
    expect(posted).toMatchObject({ kind: 'redirect', how: 'form_post' })
    expect(posted.kind === 'redirect' && posted.params.get('code')).toBe('c1')
  })

  it('takes the pasted address where nothing can listen, and anything else for an end on a page', async () => {
    const pasting = desk((errand, say) => {
      expect(errand).toMatchObject({ url: START, listening: false })
      say(` ${elsewhere}?code=c1&state=s1 `)
    })
    const options = { redirectUri: elsewhere, person: ALICE, consent: 'deny' as const }
    const { agent: walker } = agent({ 'GET /authorize': login }, pasting)
    expect(await walker.walk(START, options)).toMatchObject({ kind: 'redirect', how: 'query' })
    expect(pasting.told).toEqual(['log in as alice and refuse what is asked'])
    const stuck = agent(
      { 'GET /authorize': login },
      desk((_, say) => say('')),
    )
    expect(await stuck.agent.walk(START, options)).toMatchObject({
      kind: 'page',
      stuck: 'the login by hand ended on a page',
    })
  })

  it('asks nobody where no login is reached', async () => {
    const at = desk(() => expect.unreachable())
    const options = { redirectUri: elsewhere, person: ALICE }
    const refused = agent({ 'GET /authorize': redirect(`${elsewhere}?error=invalid_scope`) }, at).agent
    expect(await refused.walk(START, options)).toMatchObject({ kind: 'redirect' })
    const broken = agent({ 'GET /authorize': page('<p>no such client', 400) }, at).agent
    expect(await broken.walk(START, options)).toMatchObject({ kind: 'page', status: 400 })
    const nobody = agent({ 'GET /authorize': login }, at).agent
    expect(await nobody.walk(START, { redirectUri: elsewhere })).toMatchObject({ kind: 'page' })
  })

  it('skips what goes beyond the number of logins, and what changes requests', async () => {
    const at = desk((_, say) => say(`${elsewhere}?code=c1`), 1)
    const { agent: walker, fetch: ask } = agent({ 'GET /authorize': login }, at)
    const options = { redirectUri: elsewhere, person: ALICE }
    const fresh = walker.anew()
    await fresh.walk(START, options)
    expect(at.told).toEqual(['in a new private window, log in as alice and allow what is asked'])
    await expect(fresh.walk(START, options)).rejects.toThrow(
      new NotApplicable('needs another login by hand; allow more with login.manual_logins'),
    )
    await expect(walker.anew(() => ask).walk(START, options)).rejects.toThrow(NotApplicable)
  })

  it('is blocked where nothing can listen and nobody can paste', async () => {
    const at = desk(() => expect.unreachable(), 5, false)
    const walked = agent({ 'GET /authorize': login }, at).agent.walk(START, { redirectUri: elsewhere, person: ALICE })
    await expect(walked).rejects.toThrow(/^nothing can listen at https:\/\/client.example\/cb/)
  })
})
