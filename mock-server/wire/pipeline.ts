import { STATUS_CODES } from 'node:http'
import { script } from '../answers/layer.ts'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { cookieTimes } from './cookie-times.ts'
import { origins } from './cross-origin.ts'
import { endpointOf } from './endpoints.ts'
import { defects } from './faulty.ts'
import { hooks } from './hooked.ts'
import { jsonBodies } from './json-body.ts'
import { beginRecord } from './record.ts'
import { shapes } from './shapes.ts'
import { serveSoundly } from './sound.ts'
import { outage } from './unavailable.ts'
import type { Layer, Serve, Visit } from './visit.ts'

const always = (): boolean => true

const journal: Layer = {
  concerns: always,
  async serve(visit, next) {
    const record = beginRecord(visit)
    try {
      await next()
    } catch (error) {
      record(statusOf(error))
      throw error
    }
    record()
  },
}

/** What koa makes of an error that nobody answered. */
function statusOf(error: unknown): number {
  const carried = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  return carried in STATUS_CODES ? carried : 500
}

const rules: Layer = { concerns: always, serve: serveSoundly }

/** What a request passes through, outermost first; oidc-provider stands behind the last. */
const layers: readonly Layer[] = [
  journal,
  outage,
  jsonBodies,
  script,
  shapes,
  cookieTimes,
  hooks,
  defects,
  origins,
  rules,
].toReversed()

/** Puts everything the mock adds in front of oidc-provider. */
export function layPipeline(provider: Provider, tenant: Tenant): void {
  provider.use((ctx: KoaContextWithOIDC, next) => {
    const endpoint = endpointOf(tenant.settings, ctx.path)
    const visit: Visit = { tenant, provider, ctx, endpoint, method: ctx.method }
    let serve: Serve = next
    for (const layer of layers) {
      if (!layer.concerns(visit)) continue
      const inner = serve
      serve = () => layer.serve(visit, inner)
    }
    return serve()
  })
}
