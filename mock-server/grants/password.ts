import { identifyByPassword } from '../login/identify.ts'
import { errors, type Provider } from '../provider/library.ts'
import { settleScope } from '../provider/token-rules.ts'
import type { Grant } from './grant.ts'
import { GuessLimit } from './guess-limit.ts'

const type = 'password'

interface Parameters {
  username?: string
  password?: string
}

/** The resource owner password credentials grant (RFC 6749, section 4.3). */
export const password: Grant = {
  type,
  register(provider, tenant) {
    const limit = new GuessLimit(tenant.settings.passwordAttempts)
    provider.registerGrantType<Parameters>(
      type,
      async (ctx) => {
        const { client, params } = ctx.oidc
        const { username, password: secret } = params
        if (!username || !secret) throw new errors.InvalidRequest('username and password are required')
        const scope = settleScope(tenant, client.scope)
        if (scope === undefined) throw new errors.InvalidScope('the client may have no scope of the default', '')
        // Asked even of a locked name, so that the answer takes as long as any other.
        const known = identifyByPassword(tenant, username, secret)
        const user = limit.passes(username, known !== undefined) ? known : undefined
        if (!user) throw new errors.InvalidGrant('username or password is wrong')
        ctx.body = await issue(provider, { client, scope, accountId: user.sub ?? user.username })
      },
      ['username', 'password', 'scope'],
    )
  },
}

interface Granted {
  readonly client: InstanceType<Provider['Client']>
  readonly scope: string
  readonly accountId: string
}

async function issue(provider: Provider, { client, scope, accountId }: Granted) {
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(scope)
  const grantId = await grant.save()
  const common = { client, accountId, grantId, gty: type, scope }
  const access = new provider.AccessToken(common)
  const value = await access.save()
  const refresh = client.grantTypeAllowed('refresh_token')
    ? await new provider.RefreshToken({ ...common, rotations: 0 }).save()
    : undefined
  return {
    access_token: value,
    expires_in: access.expiration,
    token_type: access.tokenType,
    scope,
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
  }
}
