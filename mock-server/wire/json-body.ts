import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { send } from './answer.ts'
import { BodyTooLarge, isForm } from './body.ts'
import { readRequest, replay, type WireReply, type WireRequest } from './request.ts'
import { shapeAnswer } from './shapes.ts'
import type { Layer } from './visit.ts'

const endpoints = new Set(['token', 'revocation'])

/** Turns a JSON body into the form that says the same, where the tenant takes JSON; an untold tenant takes forms only. */
export const jsonBodies: Layer = {
  concerns: ({ tenant, endpoint, method }) =>
    endpoints.has(endpoint) && method === 'POST' && tenant.settings.bodies.includes('json'),
  async serve({ tenant, endpoint, ctx }, next) {
    const type = ctx.get('content-type')
    const refused = (detail: string, status = 400): void => {
      refuse(ctx, detail, status)
      shapeAnswer(tenant, endpoint, ctx)
    }
    if (isForm(type) && !tenant.settings.bodies.includes('form')) return refused('the body must be JSON')
    if (type.split(';', 1)[0]?.trim().toLowerCase() !== 'application/json') return next()
    ctx.state['json'] = true
    const request = await readRequest(tenant, endpoint, ctx).catch(tooLarge)
    if (request instanceof BodyTooLarge) return refused('the body is too large', 413)
    const { text } = request
    const body = parsed(text)
    const names = isMembers(body) ? Object.keys(body).length : 0
    const reply = isMembers(body) ? edit(tenant, body, request) : undefined
    if (reply) return send(reply, ctx)
    const form = formOf(body, () => names !== keysIn(text))
    if (typeof form === 'string') return refused(form)
    request.text = form.toString()
    request.headers['content-type'] = 'application/x-www-form-urlencoded'
    replay(request, ctx)
    await next()
  },
}

/** The parameters of a JSON object, or what is wrong with it. A member that is null counts as left out. */
function formOf(body: unknown, repeats: () => boolean): URLSearchParams | string {
  if (!isMembers(body)) return 'the body must be a JSON object'
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'object' && value !== null) return `'${name}' must be a text, a number or a truth value`
    if (value !== null) form.set(name, String(value))
  }
  // Counted once it is known to be flat.
  if (repeats()) return 'a member of the body must not be provided twice'
  return form
}

function isMembers(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}

/** Lets the defects that are on change what a JSON body says, or answer it. */
function edit({ defects }: Tenant, members: Record<string, unknown>, request: WireRequest): WireReply | undefined {
  for (const hook of defects.active.json) {
    const reply = hook(members, request)
    if (reply) return reply
  }
  return undefined
}

const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/g

// A parser keeps the last of several members with one name, and whoever reads the text another way keeps the first.
/** How many members the text of a flat JSON object has. */
function keysIn(text: string): number {
  return [...text.matchAll(strings)].filter(([, colon]) => colon !== undefined).length
}

function tooLarge(error: unknown): BodyTooLarge {
  if (error instanceof BodyTooLarge) return error
  throw error
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuse(ctx: KoaContextWithOIDC, detail: string, status: number): void {
  const body = { error: 'invalid_request', error_description: detail }
  send({ status, headers: { 'cache-control': 'no-store', pragma: 'no-cache' }, body }, ctx)
  ctx.state['refusal'] = { error: 'invalid_request', detail }
}
