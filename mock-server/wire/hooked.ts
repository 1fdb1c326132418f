import { callHook, HookFailure } from '../hooks.ts'
import { send, WireAnswer } from './answer.ts'
import { readRequest, replay, type WireReply } from './request.ts'
import type { Layer } from './visit.ts'

/** Lets the hooks of a tenant see and change a request and its answer. */
export const hooks: Layer = {
  concerns: ({ tenant }) => tenant.hooks.request !== undefined || tenant.hooks.answer !== undefined,
  async serve({ tenant, endpoint, ctx }, next) {
    const request = await readRequest(tenant, endpoint, ctx)
    try {
      const reply = await callHook<WireReply | undefined | void>('request', () => tenant.hooks.request?.(request))
      if (reply) send(reply, ctx)
      else {
        replay(request, ctx)
        await next()
      }
      await callHook('answer', () => tenant.hooks.answer?.(new WireAnswer(ctx), request))
    } catch (error) {
      if (!(error instanceof HookFailure)) throw error
      send({ status: 500, headers: { 'cache-control': 'no-store' }, body: { error: 'server_error' } }, ctx)
      ctx.state['refusal'] = { error: 'server_error', detail: error.message }
    }
  },
}
