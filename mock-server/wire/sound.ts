import { showFrames } from '../features/front-channel-logout.ts'
import { serveResourceMetadata } from '../features/resource-metadata.ts'
import { apiAt } from '../apis/api.ts'
import { serveApi } from '../apis/serve.ts'
import { isFront, serveFront } from '../front.ts'
import { assumeRedirect } from '../grants/assumed-redirect.ts'
import { giveClientRefresh } from '../grants/client-refresh.ts'
import { announceToken } from '../grants/implicit.ts'
import { serveInteraction } from '../login/interaction.ts'
import { keepUserCode } from '../provider/device.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { serveResource } from '../resource.ts'
import type { Tenant } from '../tenant.ts'
import { announce } from './announce.ts'
import { paceDevices } from './device-pace.ts'
import { endpointOf } from './endpoints.ts'
import { answerInJson, forbidOldCaches, refuseMethod, stayOnTls } from './guard.ts'
import { exchangeHandle } from './jwt-handle.ts'
import { forgetPkce, servePlain } from './older.ts'
import type { Serve, Visit } from './visit.ts'

type Step = (tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC) => void | Promise<void>

/** What oidc-provider lacks, by endpoint: done before it looks at a request, and after. */
const before: Readonly<Record<string, readonly Step[]>> = {
  authorization: [forgetPkce, servePlain],
  pushed_authorization_request: [forgetPkce, servePlain],
  token: [forgetPkce, assumeRedirect],
  introspection: [exchangeHandle],
  revocation: [exchangeHandle],
  // Nothing belongs there, and oidc-provider stumbles over a client_id when the login is over.
  resume: [(_, _endpoint, ctx) => void (ctx.querystring = '')],
  code_verification: [(_, endpoint, ctx) => keepUserCode(endpoint, ctx)],
}
const after: Readonly<Record<string, readonly Step[]>> = {
  token: [paceDevices],
  device_authorization: [paceDevices],
  backchannel_authentication: [paceDevices],
  discovery: [announce, (tenant, _, ctx) => announceToken(tenant, ctx)],
}

/** Serves a request by the rules: the mock's own pages and resource, or oidc-provider with what it lacks around it. */
export async function serveSoundly({ tenant, provider, ctx }: Visit, next: Serve): Promise<void> {
  const endpoint = endpointOf(tenant.settings, ctx.path)
  answerInJson(endpoint, ctx)
  if (!refuseMethod(endpoint, ctx)) {
    if (endpoint === 'interaction') await serveInteraction(tenant, provider, ctx)
    else if (endpoint === 'resource') await serveResource(tenant, provider, ctx)
    else if (endpoint === 'api') await serveOwnApi(tenant, provider, ctx)
    else if (isFront(endpoint, ctx)) serveFront(tenant, ctx)
    else if (endpoint === 'discovery' && !tenant.settings.discovery) declineMetadata(ctx)
    else if (endpoint !== 'resource_metadata' || !serveResourceMetadata(tenant, ctx)) {
      for (const step of before[endpoint] ?? []) await step(tenant, endpoint, ctx)
      await next()
      if (endpoint === 'end_session') await showFrames(tenant, provider, endpoint, ctx)
      if (endpoint === 'token') await giveClientRefresh(tenant, provider, ctx)
      for (const step of after[endpoint] ?? []) await step(tenant, endpoint, ctx)
    }
  }
  forbidOldCaches(endpoint, ctx)
  stayOnTls(ctx)
}

async function serveOwnApi(tenant: Tenant, provider: Visit['provider'], ctx: KoaContextWithOIDC): Promise<void> {
  const api = apiAt(tenant.settings.apis, ctx.path)
  if (api) await serveApi(tenant, provider, ctx, api)
}

function declineMetadata(ctx: KoaContextWithOIDC): void {
  ctx.status = 404
  ctx.body = { error: 'not_found', error_description: 'this server publishes no metadata' }
}
