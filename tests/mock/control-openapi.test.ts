import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../mock-server/control/table.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { ask } from './control-visitor.ts'
import { clientToken, post } from './visitor.ts'

interface Media {
  schema: Record<string, unknown>
  example?: unknown
}

interface Operation {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}

interface Document {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Record<string, unknown>> }
}

let mock: MockServer
let document: Document
beforeAll(async () => {
  mock = await createMockServer()
  document = JSON.parse((await ask(mock, 'GET', '/openapi.json')).text)
})
afterAll(() => mock.close())

function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') yield inner
    else yield* references(inner)
  }
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

const ajv = new Ajv2020({ strict: false })
const check = (schema: Record<string, unknown>) => ajv.compile({ ...schema, components: document.components })

test('it is OpenAPI 3.1 with everything the specification demands', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  expect(document.servers).toEqual([{ url: `${mock.url}/_assay/api` }])
  const ids = operations().map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { path, operation } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const told = (operation.parameters ?? []).filter((one) => one.in === 'path')
    expect(told.map(({ name }) => name)).toEqual(named)
    expect(told.every(({ required }) => required)).toBe(true)
    expect(operation.responses['default']?.content).toHaveProperty(['application/problem+json'])
    expect(Object.keys(operation.responses)[0]).toMatch(/^20[014]$/)
  }
})

test('every reference leads somewhere', () => {
  const found = [...references(document)]
  expect(found.length).toBeGreaterThan(20)
  for (const reference of found) {
    const name = reference.replace('#/components/schemas/', '')
    expect(document.components.schemas, reference).toHaveProperty([name])
  }
})

test('it holds every route of the router, and no other', () => {
  const told = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`)
  expect(told.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
})

test('every schema compiles, and every example is what its schema says', () => {
  for (const { operation } of operations()) {
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      const validate = check(media.schema)
      expect(validate(media.example), `${operation.operationId}: ${JSON.stringify(validate.errors)}`).toBe(true)
    }
    for (const { content = {} } of Object.values(operation.responses)) {
      for (const { schema } of Object.values(content)) check(schema)
    }
  }
})

const names: Readonly<Record<string, string>> = { users: 'alice', clients: 'service', defects: 'expires-in-string' }

/** Something of a kind that can be named: one every tenant has, else one that is made, else the first in the list. */
async function nameIn({ name: tenant }: Tenant, kind: string): Promise<string> {
  const known = names[kind]
  if (kind === 'ciba') return waitingIn(tenant)
  if (known !== undefined) return known
  const maker = routes.find(({ method, path }) => method === 'POST' && path === `/tenants/{tenant}/${kind}`)
  const path = `/tenants/${tenant}/${kind}`
  if (maker) return String((await ask(mock, 'POST', path, maker.body?.example)).json['id'])
  const [first] = JSON.parse((await ask(mock, 'GET', path)).text) as { kid: string }[]
  return first?.kid ?? ''
}

async function waitingIn(name: string): Promise<string> {
  const tenant = mock.tenants.get(name) ?? mock.tenant
  const asked = { scope: 'openid read', login_hint: 'alice' }
  return String((await post(tenant, '/bc-authorize', asked, 'kiosk')).json['auth_req_id'])
}

test('every route does what is written of it', async () => {
  for (const { method, path, id, body, answer } of routes) {
    const tenant = await mock.createTenant(undefined, {
      defects: ['expires-in-string'],
      features: { ciba: { approval: 'manual' } },
    })
    await clientToken(tenant)
    const [variable = '', kind = ''] = /\/(\w+)\/\{(?:name|id|kid)\}/.exec(path) ?? []
    const named = kind === '' ? path : path.replace(variable, `/${kind}/${await nameIn(tenant, kind)}`)
    const { status, text } = await ask(mock, method, named.replace('{tenant}', tenant.name), body?.example)
    expect(status, `${id}: ${text}`).toBe(answer === undefined ? 204 : (answer.status ?? 200))
    if (answer === undefined) expect(text).toBe('')
    else {
      const validate = check(answer.schema)
      expect(validate(JSON.parse(text)), `${id}: ${JSON.stringify(validate.errors)}`).toBe(true)
    }
    tenant.close()
  }
})

test('with a token it says how to send it', async () => {
  await using guarded = await createMockServer({ control: { token: 'secret' } })
  const { json } = await ask(guarded, 'GET', '/openapi.json', undefined, { authorization: 'Bearer secret' })
  expect(json).toMatchObject({
    security: [{ control: [] }],
    components: { securitySchemes: { control: { type: 'http', scheme: 'bearer' } } },
  })
})
