import { showFrames } from '../features/front-channel-logout.ts'
import { serveResourceMetadata } from '../features/resource-metadata.ts'
import { announceToken } from '../grants/implicit.ts'
import { serveInteraction } from '../login/interaction.ts'
import { keepUserCode } from '../provider/device.ts'
import { serveResource } from '../resource.ts'
import { announce } from './announce.ts'
import { paceDevices } from './device-pace.ts'
import { endpointAt } from './endpoints.ts'
import { answerInJson, forbidOldCaches, refuseMethod, stayOnTls } from './guard.ts'
import { exchangeHandle } from './jwt-handle.ts'
import { forgetPkce, servePlain } from './older.ts'
import type { Serve, Visit } from './visit.ts'

/** Serves a request by the rules: the mock's own pages and resource, or oidc-provider with what it lacks around it. */
export async function serveSoundly({ tenant, provider, ctx }: Visit, next: Serve): Promise<void> {
  const endpoint = endpointAt(ctx.path)
  answerInJson(endpoint, ctx)
  if (!refuseMethod(endpoint, ctx)) {
    if (endpoint === 'interaction') await serveInteraction(tenant, provider, ctx)
    else if (endpoint === 'resource') await serveResource(tenant, provider, ctx)
    else if (endpoint !== 'resource_metadata' || !serveResourceMetadata(tenant, ctx)) {
      await exchangeHandle(tenant, endpoint, ctx)
      keepUserCode(endpoint, ctx)
      await forgetPkce(tenant, endpoint, ctx)
      await servePlain(tenant, endpoint, ctx)
      await next()
      await showFrames(tenant, provider, endpoint, ctx)
      await paceDevices(tenant, endpoint, ctx)
      await announce(tenant, endpoint, ctx)
    }
  }
  if (endpoint === 'discovery') announceToken(tenant, ctx)
  forbidOldCaches(endpoint, ctx)
  stayOnTls(ctx)
}
