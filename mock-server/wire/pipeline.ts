import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { keepCookieTimes } from './cookie-times.ts'
import { endpointAt } from './endpoints.ts'
import { serveWithDefects } from './faulty.ts'
import { serveWithHooks } from './hooked.ts'
import { serveJson } from './json-body.ts'
import { record } from './record.ts'
import { serveSoundly } from './sound.ts'
import type { Layer, Serve, Visit } from './visit.ts'

const journal: Layer = async ({ tenant, endpoint, method, ctx }, next) => {
  try {
    await next()
  } finally {
    record(tenant.journal, endpoint, method, ctx)
  }
}

const cookies: Layer = async ({ tenant, ctx }, next) => {
  await next()
  keepCookieTimes(tenant.clock, ctx)
}

/** What a request passes through, outermost first; oidc-provider stands behind the last. */
const layers: readonly Layer[] = [journal, cookies, serveJson, serveWithHooks, serveWithDefects, serveSoundly]

/** Puts everything the mock adds in front of oidc-provider. */
export function layPipeline(provider: Provider, tenant: Tenant): void {
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    const visit: Visit = { tenant, provider, ctx, endpoint: endpointAt(ctx.path), method: ctx.method }
    await layers.reduceRight<Serve>((inner, layer) => () => layer(visit, inner), next)()
  })
}
