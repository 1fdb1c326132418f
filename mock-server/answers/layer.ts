import { keepParties } from '../wire/parties.ts'
import type { Layer } from '../wire/visit.ts'
import { factsOf } from './facts.ts'
import { perform } from './perform.ts'

/** Lets the scripted answers of the tenant have their say; without any, requests pass untouched. */
export const script: Layer = {
  concerns: ({ tenant }) => tenant.answers.any,
  async serve(visit, next) {
    const { tenant, ctx } = visit
    const facts = await factsOf(visit)
    const chosen = tenant.answers.take(facts)
    if (!chosen) return next()
    const { id, rule } = chosen
    ctx.state['scripted'] = id
    // oidc-provider may never see the request; where it does, it knows better.
    keepParties(ctx, { client: facts.client, grant: facts.grant })
    await perform(visit, rule.answer, next)
  },
}
