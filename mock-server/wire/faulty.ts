import { send, WireAnswer } from './answer.ts'
import { within } from './exchange.ts'
import { readRequest, replay, type WireReply, type WireRequest } from './request.ts'
import type { Layer } from './visit.ts'

/** Lets the defects that are on see and change a request and its answer. */
export const defects: Layer = {
  concerns: ({ tenant }) => tenant.defects.active.any,
  async serve({ tenant, endpoint, ctx }, serve) {
    const { active } = tenant.defects
    if (!active.wire) return within({ ctx, endpoint, request: undefined }, serve)
    const request = await readRequest(tenant, endpoint, ctx)
    await within({ ctx, endpoint, request }, async () => {
      const reply = await firstReply(active.before, request)
      if (reply) send(reply, ctx)
      else {
        replay(request, ctx)
        await serve()
      }
      const answer = new WireAnswer(ctx)
      for (const hook of active.after) await hook(answer, request)
    })
  },
}

type Before = (request: WireRequest) => WireReply | undefined | void | Promise<WireReply | undefined | void>

async function firstReply(hooks: readonly Before[], request: WireRequest): Promise<WireReply | undefined> {
  for (const hook of hooks) {
    const reply = await hook(request)
    if (reply) return reply
  }
  return undefined
}
