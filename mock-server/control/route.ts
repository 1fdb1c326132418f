import type { MockServer } from '../server.ts'
import type { Tenant } from '../tenant.ts'
import { Problem } from './problem.ts'

/** A JSON Schema; `$ref` leads into `#/components/schemas`. */
export type Schema = Readonly<Record<string, unknown>>

/** A parameter of the query, all of which are optional. */
export interface QueryParameter {
  readonly description: string
  readonly schema: Schema
}

/** One request to the control API, its path and body already understood. */
export interface Call<Body = unknown> {
  readonly mock: MockServer
  /** Segments of the path that vary, decoded. */
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Body
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal
}

/** A call about one tenant. */
export interface TenantCall<Body = unknown> extends Call<Body> {
  readonly tenant: Tenant
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What the router, the OpenAPI document and the tests know of a route. */
export interface RouteText {
  readonly method: Method
  /** Below /_assay/api, with `{name}` where it varies. */
  readonly path: string
  /** The name of the operation, unique. */
  readonly id: string
  readonly summary: string
  readonly query?: Readonly<Record<string, QueryParameter>>
  /** Absent when the route takes no body. */
  readonly body?: { readonly schema: Schema; readonly example: unknown; readonly optional?: boolean }
  /** Absent when it answers 204 without a body. */
  readonly answer?: { readonly status?: 200 | 201; readonly schema: Schema }
}

/** A verb of the control API. What it returns is the answer. */
export interface ControlRoute extends RouteText {
  act(call: Call): unknown
}

interface Acts<Made> {
  act(call: Made): unknown
}

/** A verb about the mock as a whole; `Body` is what its schema promises. */
export function mockRoute<Body = undefined>(record: RouteText & Acts<Call<Body>>): ControlRoute {
  return { ...record, act: (call) => record.act({ ...call, body: call.body as Body }) }
}

/** A verb about one tenant, at `/tenants/{tenant}` and below; `Body` is what its schema promises. */
export function tenantRoute<Body = undefined>(record: RouteText & Acts<TenantCall<Body>>): ControlRoute {
  return {
    ...record,
    path: `/tenants/{tenant}${record.path}`,
    act: (call) =>
      record.act({ ...call, body: call.body as Body, tenant: tenantNamed(call.mock, call.path['tenant']) }),
  }
}

/** What the default tenant is called where a name is needed. */
export const defaultName = 'default'

/** The tenant of a name; throws a 404 that lists the names there are. */
export function tenantNamed(mock: MockServer, name = ''): Tenant {
  const found = mock.tenants.get(name === defaultName ? '' : name)
  if (found) return found
  throw missing(
    'tenant',
    name,
    [...mock.tenants.keys()].map((known) => known || defaultName),
  )
}

/** A 404 that says which names there are. */
export function missing(what: string, name: string, known: readonly string[]): Problem {
  const some = known.slice(0, 20).join(', ')
  const more = known.length > 20 ? ` and ${known.length - 20} more` : ''
  return new Problem(404, `Expected the name of a ${what}, got "${name}". There are: ${some || 'none'}${more}.`)
}

/** Undoes a change that oidc-provider refuses, so that a wrong client cannot take the tenant down. */
export async function sound<Result>(tenant: Tenant, change: () => Result): Promise<Result> {
  const before = new Set(tenant.clients.list())
  const undo = tenant.remember()
  try {
    const result = change()
    await tenant.checkWith(tenant.clients.list().filter((client) => !before.has(client)))
    return result
  } catch (error) {
    undo()
    throw error
  }
}
