import { createHash } from 'node:crypto'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { readRequest, replay } from './request.ts'

const parameters = ['code_challenge', 'code_challenge_method', 'code_verifier']

/** Drops what a server older than PKCE does not know (RFC 6749, section 3.1: unknown parameters are ignored). */
export async function forgetPkce(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  if (tenant.settings.pkce !== 'unknown') return
  const request = await readRequest(tenant, endpoint, ctx)
  for (const name of parameters) {
    request.query.delete(name)
    request.form.delete(name)
  }
  replay(request, ctx)
}

/** Turns a plain challenge into the S256 challenge of the same text, which its verifier alone matches (RFC 7636, section 4.6). */
export async function servePlain(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  if (!tenant.settings.pkceMethods.includes('plain')) return
  const request = await readRequest(tenant, endpoint, ctx)
  for (const params of [request.query, request.form]) {
    const challenge = params.get('code_challenge') ?? ''
    const method = params.get('code_challenge_method') ?? 'plain'
    if (method !== 'plain' || !/^[\w.~-]{43,128}$/.test(challenge)) continue
    params.set('code_challenge', createHash('sha256').update(challenge).digest('base64url'))
    params.set('code_challenge_method', 'S256')
  }
  replay(request, ctx)
}
