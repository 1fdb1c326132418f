import { serveWithScript } from '../answers/layer.ts'
import { STATUS_CODES } from 'node:http'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { keepCookieTimes } from './cookie-times.ts'
import { shareAcrossOrigins } from './cross-origin.ts'
import { endpointAt } from './endpoints.ts'
import { serveWithDefects } from './faulty.ts'
import { beginRecord } from './record.ts'
import { serveWithHooks } from './hooked.ts'
import { serveJson } from './json-body.ts'
import { serveSoundly } from './sound.ts'
import { admitOutage } from './unavailable.ts'
import type { Layer, Serve, Visit } from './visit.ts'

const journal: Layer = async (visit, next) => {
  const record = beginRecord(visit)
  try {
    await next()
  } catch (error) {
    record(statusOf(error))
    throw error
  }
  record()
}

/** What koa makes of an error that nobody answered. */
function statusOf(error: unknown): number {
  const carried = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  return carried in STATUS_CODES ? carried : 500
}

const cookies: Layer = async ({ tenant, ctx }, next) => {
  await next()
  keepCookieTimes(tenant.clock, ctx)
}

/** What a request passes through, outermost first; oidc-provider stands behind the last. */
const layers: readonly Layer[] = [
  journal,
  admitOutage,
  serveJson,
  serveWithScript,
  cookies,
  serveWithHooks,
  serveWithDefects,
  shareAcrossOrigins,
  serveSoundly,
]

/** Puts everything the mock adds in front of oidc-provider. */
export function layPipeline(provider: Provider, tenant: Tenant): void {
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    const visit: Visit = { tenant, provider, ctx, endpoint: endpointAt(ctx.path), method: ctx.method }
    await layers.reduceRight<Serve>((inner, layer) => () => layer(visit, inner), next)()
  })
}
