import { errors, type KoaContextWithOIDC, type Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { readAssertion } from './assertion.ts'
import { askedScope, usualScope } from './asked-scope.ts'
import type { Grant } from './grant.ts'
import { issueToUser } from './issue.ts'

const type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** A JWT of a trusted issuer as authorization grant (RFC 7523, sections 2.1 and 3). */
export const jwtBearer: Grant = {
  type,
  register(provider, tenant) {
    provider.registerGrantType(type, (ctx) => serve(provider, tenant, ctx), ['assertion', 'scope'])
  },
}

async function serve(provider: Provider, tenant: Tenant, ctx: KoaContextWithOIDC): Promise<void> {
  const assertion = ctx.oidc.params?.['assertion']
  if (typeof assertion !== 'string' || assertion === '')
    throw new errors.InvalidRequest("missing required parameter 'assertion'")
  const { sub } = await readAssertion(provider, tenant, assertion)
  const scope = askedScope(tenant, ctx) ?? usualScope(tenant, ctx)
  const accountId = sub ?? substitute(tenant)
  if (accountId === undefined || !tenant.account(accountId))
    throw new errors.InvalidGrant('the subject of the assertion is no user')
  ctx.body = await issueToUser(provider, ctx, 'jwt_bearer', { accountId, scope })
}

/** Whom an assertion without a subject speaks of where nobody looks: some user. */
function substitute({ settings }: Tenant): string | undefined {
  const [user] = settings.users
  return settings.unchecked.includes('assertion subject') ? (user?.sub ?? user?.username) : undefined
}
