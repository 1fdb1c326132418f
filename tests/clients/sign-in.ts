import type { Tenant } from '../../mock-server/index.ts'
import { Visitor } from '../mock/visitor.ts'

/** Follows an authorization URL through login and consent as alice; returns the redirect back to the client. */
export async function signIn(tenant: Tenant, request: string | URL, visitor = new Visitor()): Promise<URL> {
  let step = await visitor.follow(request, tenant.issuer)
  for (let page = 0; page < 3 && step.url.href.startsWith(tenant.issuer); page += 1) {
    const text = await step.response.text()
    if (!text.includes('<form')) throw new Error(`no form on ${step.url.href}: ${text}`)
    const form = text.includes('name="password"')
      ? { username: 'alice', password: 'alice-password' }
      : { decision: 'allow' }
    step = await visitor.follow(step.url, tenant.issuer, { method: 'POST', body: new URLSearchParams(form) })
  }
  return step.url
}

/** The secret of a confidential client. */
export function secretOf(tenant: Tenant, client: string): string {
  const { client_secret: secret } = tenant.clients.find(client) ?? {}
  if (secret === undefined) throw new Error(`${client} has no secret`)
  return secret
}

/** What an application learns when it uses an access token. */
export async function statusAtResource(tenant: Tenant, token: string): Promise<number> {
  const answer = await fetch(`${tenant.issuer}/resource`, { headers: { authorization: `Bearer ${token}` } })
  await answer.body?.cancel()
  return answer.status
}
