import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePages } from '../../fixtures/pages/server.ts'
import type { PageServer } from '../../fixtures/pages/server.ts'
import { shapes } from '../../fixtures/pages/shapes.ts'
import { formAgent } from '../../harness/user-agents/form.ts'
import { hasConsent, hasLogin, personOf, redirectUri, request, send } from './walks.ts'

let server: PageServer

beforeAll(async () => {
  server = await servePages(shapes)
})

afterAll(() => server.close())

const open = shapes.filter((each) => (each.barrier ?? 'none') === 'none')

describe('without scripts the form agent', () => {
  test.each(open)('arrives with the code of the person: $name', async (shape) => {
    const { url, state } = request(server, shape.name)
    const arrival = await formAgent(send).walk(url, { redirectUri, person: personOf(shape) })
    expect(arrival).toMatchObject({ kind: 'redirect' })
    if (arrival.kind !== 'redirect') return
    expect(arrival.params.get('state')).toBe(state)
    expect(server.codes.get(arrival.params.get('code') ?? '')).toBe(
      hasLogin(shape) ? personOf(shape).username : 'nobody',
    )
  })

  test.each(open.filter(hasConsent))('denies: $name', async (shape) => {
    const { url, state } = request(server, shape.name)
    const arrival = await formAgent(send).walk(url, { redirectUri, person: personOf(shape), consent: 'deny' })
    expect(arrival).toMatchObject({ kind: 'redirect' })
    if (arrival.kind !== 'redirect') return
    expect(Object.fromEntries(arrival.params)).toEqual({ error: 'access_denied', state })
  })

  test.each(open.filter(hasLogin))('says that a password was rejected: $name', async (shape) => {
    const { url } = request(server, shape.name)
    const person = { ...personOf(shape), password: 'wrong-password' }
    const arrival = await formAgent(send).walk(url, { redirectUri, person })
    expect(arrival).toMatchObject({
      kind: 'page',
      stuck: expect.stringMatching(/^login form rejected the password on /),
    })
  })

  test.each(open.filter(hasLogin))('does not get in as nobody: $name', async (shape) => {
    const { url } = request(server, shape.name)
    const arrival = await formAgent(send).walk(url, { redirectUri })
    expect(arrival).toMatchObject({ kind: 'page', stuck: expect.stringContaining('no person was given') })
  })
})

describe('where scripts are needed the form agent', () => {
  test.each(shapes.filter((each) => each.barrier === 'scripts'))('says so: $name', async (shape) => {
    const { url } = request(server, shape.name)
    const arrival = await formAgent(send).walk(url, { redirectUri, person: personOf(shape) })
    expect(arrival).toMatchObject({
      kind: 'page',
      seen: 'scripts',
      stuck: expect.stringContaining('login.how: browser'),
    })
  })
})

describe('where people are asked to prove that they are people the form agent', () => {
  test.each(shapes.filter((each) => each.barrier === 'captcha'))('says so: $name', async (shape) => {
    const { url } = request(server, shape.name)
    const arrival = await formAgent(send).walk(url, { redirectUri, person: personOf(shape) })
    expect(arrival).toMatchObject({ kind: 'page', stuck: expect.stringContaining('asks for a captcha') })
  })
})

test.each(shapes.filter((each) => each.barrier === 'refusal'))('a refusal is reported as one: $name', async (shape) => {
  const { url } = request(server, shape.name)
  const arrival = await formAgent(send).walk(url, { redirectUri, person: personOf(shape) })
  expect(arrival).toMatchObject({ kind: 'page', seen: 'nothing' })
})
