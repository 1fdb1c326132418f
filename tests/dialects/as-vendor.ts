import type { Tenant } from '../../mock-server/index.ts'
import { read, Visitor, type Answer } from '../mock/visitor.ts'

/** Posts JSON to a path of a tenant, as the three vendors document it. */
export async function json(tenant: Tenant, path: string, body: unknown): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { 'content-type': 'application/json' }
  return read(await fetch(tenant.issuer + path, { method: 'POST', headers, body: text }))
}

/** The id and secret of a client, as members of a body. */
export function credentials(tenant: Tenant, id?: string): { client_id: string; client_secret: string } {
  const client = id === undefined ? tenant.clients.list()[0] : tenant.clients.find(id)
  return { client_id: client?.client_id ?? '', client_secret: client?.client_secret ?? '' }
}

/** Logs a user in at an authorization address and returns where the client is sent. */
export async function logIn(
  tenant: Tenant,
  path: string,
  query: Readonly<Record<string, string>>,
  username = tenant.users.list()[0]?.username ?? '',
): Promise<URL> {
  const visitor = new Visitor()
  const password = tenant.users.find(username)?.password ?? ''
  let step = await visitor.follow(`${tenant.issuer}${path}?${new URLSearchParams(query)}`, tenant.issuer)
  for (let page = 0; page < 3 && step.url.href.startsWith(tenant.issuer); page += 1) {
    const text = await step.response.text()
    if (!text.includes('<form')) throw new Error(`no form on ${step.url}: ${text}`)
    const form = text.includes('name="username"') ? { username, password } : { decision: 'allow' }
    step = await visitor.follow(step.url, tenant.issuer, { method: 'POST', body: new URLSearchParams(form) })
  }
  return step.url
}

/** Asks an API with a bearer token, or without any. */
export async function ask(tenant: Tenant, path: string, token?: unknown, init: RequestInit = {}): Promise<Answer> {
  const headers = { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${String(token)}` }) }
  return read(await fetch(tenant.issuer + path, { ...init, headers }))
}
