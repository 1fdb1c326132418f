import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import { announceToken } from '../grants/implicit.ts'
import { serveInteraction } from '../login/interaction.ts'
import { serveResource } from '../resource.ts'
import type { Tenant } from '../tenant.ts'
import { announce } from './announce.ts'
import { send, WireAnswer } from './answer.ts'
import { keepUserCode } from '../provider/device.ts'
import { paceDevices } from './device-pace.ts'
import { endpointAt } from './endpoints.ts'
import { within } from './exchange.ts'
import { answerInJson, forbidOldCaches, refuseMethod, stayOnTls } from './guard.ts'
import { exchangeHandle } from './jwt-handle.ts'
import { forgetPkce, servePlain } from './older.ts'
import { readRequest, replay, type WireReply, type WireRequest } from './request.ts'
import { record } from './record.ts'

type Serve = () => Promise<void>

/** Puts everything the mock adds in front of oidc-provider: defects, guards, its own pages and resource, the journal. */
export function layPipeline(provider: Provider, tenant: Tenant): void {
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    const endpoint = endpointAt(ctx.path)
    const method = ctx.method
    const serve = () => serveSoundly(provider, tenant, ctx, next)
    const { active } = tenant.defects
    try {
      if (!active.any) await serve()
      else if (active.wire) await intercept(tenant, endpoint, ctx, serve)
      else await within({ ctx, endpoint, request: undefined }, serve)
    } finally {
      record(tenant.journal, endpoint, method, ctx)
    }
  })
}

async function serveSoundly(provider: Provider, tenant: Tenant, ctx: KoaContextWithOIDC, next: Serve): Promise<void> {
  const endpoint = endpointAt(ctx.path)
  answerInJson(endpoint, ctx)
  if (!refuseMethod(endpoint, ctx)) {
    if (endpoint === 'interaction') await serveInteraction(tenant, provider, ctx)
    else if (endpoint === 'resource') await serveResource(tenant, provider, ctx)
    else {
      await exchangeHandle(tenant, endpoint, ctx)
      keepUserCode(endpoint, ctx)
      await forgetPkce(tenant, endpoint, ctx)
      await servePlain(tenant, endpoint, ctx)
      await next()
      paceDevices(tenant, endpoint, ctx)
      await announce(tenant, endpoint, ctx)
    }
  }
  if (endpoint === 'discovery') announceToken(tenant, ctx)
  forbidOldCaches(endpoint, ctx)
  stayOnTls(ctx)
}

async function intercept(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC, serve: Serve): Promise<void> {
  const { before, after } = tenant.defects.active
  const request = await readRequest(tenant, endpoint, ctx)
  await within({ ctx, endpoint, request }, async () => {
    const reply = await firstReply(before, request)
    if (reply) send(reply, ctx)
    else {
      replay(request, ctx)
      await serve()
    }
    const answer = new WireAnswer(ctx)
    for (const hook of after) await hook(answer, request)
  })
}

type Before = (request: WireRequest) => WireReply | undefined | void | Promise<WireReply | undefined | void>

async function firstReply(hooks: readonly Before[], request: WireRequest): Promise<WireReply | undefined> {
  for (const hook of hooks) {
    const reply = await hook(request)
    if (reply) return reply
  }
  return undefined
}
