import { setTimeout as pause } from 'node:timers/promises'
import type { Refusal } from '../journal.ts'
import { WireAnswer } from '../wire/answer.ts'
import type { Serve, Visit } from '../wire/visit.ts'
import { breakOff, hangUp, trickle } from './break-off.ts'
import { armRedirect, refuseAs, travels } from './oauth-error.ts'
import type { AnswerAction } from './rule.ts'
import { openTo } from './origin.ts'
import { spoil } from './spoil.ts'

/** Answers a request as a rule says, serving it where the rule leaves that. */
export async function perform(visit: Visit, action: AnswerAction, next: Serve): Promise<void> {
  const { ctx } = visit
  if (action.delay) await pause(action.delay, undefined, { ref: false })
  if (action.reset === 'before') return hangUp(ctx)
  await answer(visit, action, next)
  spoil(new WireAnswer(ctx), action)
  if (action.reset === 'after') hangUp(ctx)
  else if (action.reset === 'midway') breakOff(ctx)
  else if (action.trickle) trickle(ctx, action.trickle)
}

async function answer(visit: Visit, action: AnswerAction, next: Serve): Promise<void> {
  const { tenant, endpoint, ctx } = visit
  const { error, description, status, serve = false } = action
  if (error === undefined && status === undefined) return next()
  if (error !== undefined && status === undefined && !serve && travels(endpoint)) {
    armRedirect(ctx, { error, description })
    await next()
    // A request that is wrong in itself is refused for that.
    if (refusalOf(ctx)?.error === error) explain(ctx, error, description)
    return
  }
  if (serve) await next()
  openTo(tenant, endpoint, ctx)
  for (const name of ['content-type', 'location', 'www-authenticate']) ctx.remove(name)
  if (error !== undefined) {
    refuseAs(tenant, endpoint, ctx, { error, description, status })
    explain(ctx, error, description)
  } else {
    ctx.status = status ?? ctx.status
    ctx.set('cache-control', 'no-store')
    ctx.body = ''
    ctx.remove('content-type')
  }
}

function refusalOf({ state }: Visit['ctx']): Refusal | undefined {
  return state['refusal']
}

function explain({ state }: Visit['ctx'], error: string, description: string | undefined): void {
  const refusal: Refusal = { error, detail: description ?? 'a scripted answer' }
  state['refusal'] = refusal
}
