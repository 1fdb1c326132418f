import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import type { Walk } from '../../harness/context.ts'
import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import { remembersConsent } from '../traps/remembering-hooks.ts'
import { perform } from './perform.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

test('a walk tells what reached the client, and every answer with what was done at it', async () => {
  await perform(tenant, async ({ op }) => {
    const { landing, response, answers, deeds } = await op.walk({ parameters: { state: 'a state' } })
    expect(landing.kind).toBe('code')
    expect(response?.how).toBe('query')
    expect(response?.parameters.get('state')).toBe('a state')
    expect(deeds).toHaveLength(answers.length)
    expect(deeds).toContain('allowed the consent')
    expect(answers.at(-1)?.header('location')).toContain('state=a+state')
  })
})

test('a fresh visitor logs in again, a known one does not, an anonymous one cannot', async () => {
  const posts = ({ answers }: Walk): number => answers.filter(({ request }) => request.method === 'POST').length
  await perform(tenant, async ({ op }) => {
    const like = await op.authorize()
    expect(posts(await op.walk({ like }))).toBe(0)
    expect(posts(await op.walk({ like, visitor: 'fresh' }))).toBe(2)
    expect((await op.walk({ like, visitor: 'anonymous' })).landing).toMatchObject({ kind: 'page', lost: true })
  })
})

test('who walks anew sees the consent page of a server that remembers what was agreed to', async () => {
  tenant = await mock.createTenant(undefined, { hooks: remembersConsent(() => tenant) })
  const consents = ({ deeds }: Walk): number => deeds.filter((did) => did === 'allowed the consent').length
  await perform(tenant, async ({ op }) => {
    expect(consents(await op.walkAnew())).toBe(1)
    expect(consents(await op.walk({ visitor: 'fresh' }))).toBe(0)
    const { landing, answers, deeds } = await op.walkAnew()
    expect(landing.kind).toBe('code')
    expect(deeds).toHaveLength(answers.length)
    expect(deeds.filter((did) => did === 'allowed the consent')).toHaveLength(1)
    expect(deeds.filter((did) => did === 'filled the login form')).toHaveLength(2)
  })
})

test('who refuses anew is asked by a server that remembers what was agreed to', async () => {
  tenant = await mock.createTenant(undefined, { hooks: remembersConsent(() => tenant) })
  await perform(tenant, async ({ op }) => {
    const like = await op.authorize()
    expect((await op.walk({ like, visitor: 'fresh', consent: 'deny' })).landing.kind).toBe('code')
    const { landing } = await op.walkAnew({ like, consent: 'deny' })
    expect(landing).toMatchObject({ kind: 'error', error: 'access_denied' })
  })
})

test('who walks anew sees what leads nowhere, and ends where the other walk did', async () => {
  const hooks: TenantOptions['hooks'] = {
    request: ({ query }) => (query.get('prompt') === 'consent' ? { status: 500, body: 'Out of order' } : undefined),
  }
  tenant = await mock.createTenant(undefined, { consent: 'automatic', hooks })
  await perform(tenant, async ({ op }) => {
    const { landing, answers } = await op.walkAnew()
    expect(landing.kind).toBe('code')
    expect(answers.map(({ status }) => status)).toContain(500)
    expect(answers.at(-1)?.header('location')).toContain('code=')
  })
})

test('who walks anew is content with a server that asks for no consent', async () => {
  tenant = await mock.createTenant(undefined, { consent: 'automatic' })
  await perform(tenant, async ({ op }) => {
    const { landing, deeds } = await op.walkAnew()
    expect([landing.kind, deeds.filter((did) => did === 'filled the login form')]).toEqual([
      'code',
      [expect.anything()],
    ])
  })
})

test('a user who says no, and a parameter sent twice', async () => {
  await perform(tenant, async ({ op }) => {
    const like = await op.authorize()
    const denied = await op.walk({ like, visitor: 'fresh', consent: 'deny' })
    expect(denied.landing).toMatchObject({ kind: 'error', error: 'access_denied' })
    const repeat = { name: 'state', values: (right: string): [string, string] => [right, 'other'] }
    const twice = await op.walk({ like, repeat })
    expect(new URL(twice.answers[0]?.request.url ?? '').searchParams.getAll('state')).toHaveLength(2)
  })
})

test('a knock carries no cookie and follows nothing', async () => {
  await perform(tenant, async ({ op }) => {
    await op.authorize()
    const answer = await op.knock({}, { headers: { origin: 'https://elsewhere.example' } })
    const names = answer.request.headers.map(([name]) => name)
    expect(answer.status).toBe(303)
    expect(names).toContain('origin')
    expect(names).not.toContain('cookie')
  })
})

test('who asks while another finds out that the client needs PKCE asks again too', async () => {
  tenant = await mock.createTenant(undefined, { pkce: 'required' })
  tenant.answers.next({ endpoint: 'authorization' }, { delay: 1_500 })
  await perform(tenant, async ({ op }) => {
    const slow = op.authorize()
    const quick = await op.authorize()
    expect([quick, await slow].map(({ verifier }) => typeof verifier)).toEqual(['string', 'string'])
  })
})

test('a forged form gives a code only where nothing protects it', async () => {
  const ends: unknown[] = []
  const run: Check['run'] = async ({ op }) => {
    for (const how of ['no cookies', 'own browser'] as const) ends.push((await op.forge({}, how))?.landing.kind)
  }
  await perform(tenant, run)
  tenant.defects.on('consent-csrf')
  await perform(tenant, run)
  // The address of the form is a secret too, which another site does not know.
  expect(ends).toEqual(['page', 'page', 'code', 'page'])
})
