import { randomUUID } from 'node:crypto'
import { fill } from '../claims/template.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isRecord } from './answer.ts'
import type { Layer } from './visit.ts'

/** How the answers of an endpoint look where a server has ways of its own; the first shape that fits an answer counts. */
export interface AnswerShape {
  /** Names of endpoints, such as `token`, or `api`. */
  endpoint: string | readonly string[]
  /** The errors it is for, by code, `*` for all; unless told, it is for answers that are no error. */
  error?: string | readonly string[]
  /** Grant types it is for; every one unless told. */
  grant?: string | readonly string[]
  status?: number
  /**
   * Members to set, or with null to take away. `{{error}}`, `{{error_description}}`, `{{status}}`, `{{time}}` (ISO 8601),
   * `{{uuid}}`, `{{client_id}}` and `{{answer.<member>}}` are filled in.
   */
  members?: Readonly<Record<string, unknown>>
  /** Header fields to set, or with null to take away. */
  headers?: Readonly<Record<string, string | null>>
  /** `form` writes the members as a form, `form-unless-json-is-asked` does so for a request whose Accept does not name JSON. */
  body?: 'json' | 'form' | 'form-unless-json-is-asked'
}

/** Puts answers into the shape the tenant has for them; scripted answers stay as they were written. */
export const shapes: Layer = {
  concerns: ({ tenant }) => tenant.settings.shapes.length > 0,
  async serve({ tenant, endpoint, ctx }, next) {
    await next()
    shapeAnswer(tenant, endpoint, ctx)
  },
}

/** Puts one answer of an endpoint into shape. */
export function shapeAnswer(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): void {
  const body: unknown = ctx.body
  if (!isRecord(body) || ctx.state['scripted'] !== undefined) return
  const error = errorOf(ctx, body)
  const shape = tenant.settings.shapes.find(
    (one) => has(one.endpoint, endpoint) && fits(one, error) && grants(one, ctx),
  )
  if (shape) apply(shape, ctx, body, error)
}

const has = (names: string | readonly string[], name: string): boolean => [names].flat().includes(name)

function fits({ error }: AnswerShape, code: string | undefined): boolean {
  if (error === undefined || code === undefined) return error === code
  return has(error, '*') || has(error, code)
}

function grants({ grant }: AnswerShape, ctx: KoaContextWithOIDC): boolean {
  return grant === undefined || has(grant, String(oidcOf(ctx)?.params?.['grant_type']))
}

function errorOf(ctx: KoaContextWithOIDC, body: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof body['error'] === 'string') return body['error']
  return ctx.status >= 400 ? 'no_token' : undefined
}

function oidcOf(ctx: KoaContextWithOIDC): KoaContextWithOIDC['oidc'] | undefined {
  return ctx.oidc
}

function apply(
  { status, members = {}, headers = {}, body: form = 'json' }: AnswerShape,
  ctx: KoaContextWithOIDC,
  body: Readonly<Record<string, unknown>>,
  error: string | undefined,
): void {
  const facts = {
    error,
    error_description: body['error_description'] ?? body['message'],
    status: status ?? ctx.status,
    time: new Date().toISOString(),
    uuid: randomUUID(),
    client_id: oidcOf(ctx)?.client?.clientId,
    answer: body,
  }
  const changed = Object.entries({ ...body, ...Object(fill(members, facts)) })
  const kept = changed.filter(([name, value]) => value !== undefined && members[name] !== null)
  if (status !== undefined) ctx.status = status
  write(ctx, Object.fromEntries(kept), form)
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) ctx.remove(name)
    else ctx.set(name, value)
  }
}

function write(ctx: KoaContextWithOIDC, members: Record<string, unknown>, form: AnswerShape['body']): void {
  const asked = form === 'form-unless-json-is-asked' && ctx.get('accept').includes('json')
  if (form === 'json' || asked) {
    ctx.body = members
    return
  }
  ctx.body = new URLSearchParams(Object.entries(members).map(([name, value]) => [name, String(value)])).toString()
  ctx.set('content-type', 'application/x-www-form-urlencoded; charset=utf-8')
}
