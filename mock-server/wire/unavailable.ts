import { errorPage } from '../pages/error.ts'
import { show } from '../pages/show.ts'
import { watchOutage } from '../storage/outage.ts'
import type { Layer } from './visit.ts'

const description = 'the shared store is away, try again'
const explanation = { rule: 'The store that replicas share is away' }
const refused = { error: 'server_error', description, explanation, parameters: [] }

/** Answers 503 where the shared store failed a request, whatever the provider made of that (RFC 9110, section 15.6.4). */
export const outage: Layer = {
  concerns: ({ tenant }) => tenant.isShared,
  async serve({ tenant, ctx }, next) {
    const { cause } = await watchOutage(next)
    if (cause === undefined) return
    for (const name of ['location', 'set-cookie', 'www-authenticate', 'pragma']) ctx.remove(name)
    ctx.status = 503
    ctx.set('retry-after', '1')
    ctx.set('cache-control', 'no-store')
    if (ctx.accepts('json', 'html') === 'html') show(ctx, errorPage(tenant, refused))
    else ctx.body = { error: 'server_error', error_description: description }
    ctx.state['refusal'] = { error: 'server_error', detail: cause.message }
  },
}
