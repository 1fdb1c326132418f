import { isRecord } from './answer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

const kind = 'DevicePoll'
const starts = new Set(['device_authorization', 'backchannel_authentication'])

// Clocks and timers are not exact: a poll a little early is no hurry.
const share = 0.9

/** Adds what oidc-provider leaves out of the device grant and of CIBA: the interval, and slow_down for polls that come faster (RFC 8628, section 3.5; CIBA, section 11). */
export async function paceDevices(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  const body: unknown = ctx.body
  if (!isRecord(body)) return
  const { interval } = tenant.settings.device
  if (starts.has(endpoint) && ('device_code' in body || 'auth_req_id' in body)) body['interval'] = interval
  if (endpoint !== 'token' || body['error'] !== 'authorization_pending') return
  const code = String(ctx.oidc.params?.['device_code'] ?? ctx.oidc.params?.['auth_req_id'])
  const before = (await tenant.records.find(kind, code))?.['at']
  const now = Date.now()
  await tenant.records.save(kind, code, { at: now }, tenant.settings.lifetimes.device_code)
  if (typeof before !== 'number' || now - before >= interval * 1000 * share) return
  const detail = `the last poll was ${now - before} ms ago and the interval is ${interval} s`
  ctx.body = { error: 'slow_down', error_description: 'polls come faster than the interval' }
  ctx.state['refusal'] = { error: 'slow_down', detail }
}
