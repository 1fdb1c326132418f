import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePages } from '../../fixtures/pages/server.ts'
import type { PageServer } from '../../fixtures/pages/server.ts'
import type { Shape } from '../../fixtures/pages/shape.ts'
import { shapes } from '../../fixtures/pages/shapes.ts'
import { browserAgent } from '../../harness/user-agents/browser/browser.ts'
import { launch } from '../../harness/user-agents/browser/launch.ts'
import type { Arrival, WalkOptions } from '../../harness/user-agents/user-agent.ts'
import { hasConsent, hasLogin, personOf, redirectUri, request, send } from './walks.ts'

const browser = launch()
let server: PageServer

beforeAll(async () => {
  server = await servePages(shapes)
})

afterAll(() => Promise.all([browser.close(), server.close()]))

async function walk(
  shape: Shape,
  options: Partial<WalkOptions> = {},
): Promise<{ arrival: Arrival; state: string; answer: Record<string, string> }> {
  const { url, state } = request(server, shape.name)
  const agent = browserAgent({ fetch: send, launch: browser })
  const arrival = await agent.walk(url, { redirectUri, person: personOf(shape), ...options })
  return { arrival, state, answer: arrival.kind === 'redirect' ? Object.fromEntries(arrival.params) : {} }
}

const open = shapes.filter(({ barrier = 'none' }) => barrier === 'none' || barrier === 'scripts')

/** Where scripts are needed, only a browser can show that refusals are seen as well. */
const scripted = open.filter((each) => each.barrier === 'scripts')

describe.concurrent('the browser agent', { timeout: 60_000 }, () => {
  test.each(open)('arrives with the code of the person: $name', async (shape) => {
    const { arrival, state, answer } = await walk(shape)
    expect(arrival).toMatchObject({ kind: 'redirect' })
    expect(answer['state']).toBe(state)
    expect(server.codes.get(answer['code'] ?? '')).toBe(hasLogin(shape) ? personOf(shape).username : 'nobody')
  })

  test.each(scripted.filter(hasConsent))('denies: $name', async (shape) => {
    const { arrival, state, answer } = await walk(shape, { consent: 'deny' })
    expect(arrival).toMatchObject({ kind: 'redirect' })
    expect(answer).toEqual({ error: 'access_denied', state })
  })

  test.each(scripted.filter(hasLogin))('says that a password was rejected: $name', async (shape) => {
    const { arrival } = await walk(shape, { person: { ...personOf(shape), password: 'wrong-password' } })
    expect(arrival).toMatchObject({
      kind: 'page',
      stuck: expect.stringMatching(/^login form rejected the password on /),
    })
  })

  test.each(shapes.filter((each) => each.barrier === 'captcha'))('is kept out: $name', async (shape) => {
    const { arrival } = await walk(shape)
    expect(arrival).toMatchObject({ kind: 'page', stuck: expect.stringContaining('asks for a captcha') })
  })

  test.each(shapes.filter((each) => each.barrier === 'refusal'))('is refused: $name', async (shape) => {
    const { arrival } = await walk(shape)
    expect(arrival).toMatchObject({ kind: 'page', seen: 'nothing' })
  })
})
