import { describe, expect, it } from 'vitest'
import { formAgent } from '../../harness/user-agents/form.ts'
import { ALICE, CLIENT, START, fakeServer } from './fake-server.ts'
import { consentShapes } from './shapes/consent-shapes.ts'
import { formShapes } from './shapes/form-shapes.ts'
import { languageShapes } from './shapes/language-shapes.ts'
import { loginShapes } from './shapes/login-shapes.ts'
import { passageShapes } from './shapes/passage-shapes.ts'
import { productShapes } from './shapes/product-shapes.ts'

describe('the form user agent reaches the client through', () => {
  it.each([...loginShapes, ...formShapes, ...languageShapes, ...passageShapes])('%s', async (_name, routes) => {
    const { fetch } = fakeServer(routes)
    const arrival = await formAgent(fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(arrival).toMatchObject({ kind: 'redirect', how: 'query', url: `${CLIENT}?code=granted&state=s1` })
  })
})

describe.each([...consentShapes, ...productShapes])('consent at $name', ({ start, allow, deny }) => {
  it('is allowed', async () => {
    const { fetch } = fakeServer({ 'GET /authorize': start, ...allow })
    const arrival = await formAgent(fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(arrival).toMatchObject({ kind: 'redirect', url: `${CLIENT}?code=granted&state=s1` })
    expect(arrival.trail.map((visit) => visit.did)).toContain('allowed the consent')
  })

  it('is denied', async () => {
    const { fetch } = fakeServer({ 'GET /authorize': start, ...deny })
    const arrival = await formAgent(fetch).walk(START, { redirectUri: CLIENT, person: ALICE, consent: 'deny' })
    expect(arrival.kind === 'redirect' ? arrival.params.get('error') : arrival).toBe('access_denied')
    expect(arrival.trail.map((visit) => visit.did)).not.toContain('allowed the consent')
  })
})
