import type { Change, Device, Verification } from '../context.ts'
import type { Answer } from '../http/answer.ts'
import { deviceGrant } from '../target/roles.ts'
import type { Client } from '../target/target.ts'
import { means } from '../user-agents/meaning.ts'
import type { Arrival } from '../user-agents/user-agent.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { clientRequest } from './client-request.ts'
import { token } from './grants.ts'
import { isOverloaded, Pending, sentenceOf } from './pending.ts'
import { personOf } from './first-user.ts'
import type { Surroundings } from './surroundings.ts'

/** RFC 8628 section 3.2: without an interval the device leaves five seconds. */
const usualInterval = 5

/** Timers are not exact, and a poll that comes a little late is always right. Milliseconds. */
const margin = 150

/** No page of a device flow leads to a client. */
const nowhere = 'about:blank'

const polled = new WeakMap<Device, number>()

/** A device authorization request (RFC 8628 section 3.1), changed as asked. */
export function askDevice(around: Surroundings, change: Change = {}): Pending {
  const { target } = around
  const client = change.client ?? target.client('device')
  const scope = target.scopes[0]
  const parameters = { ...(scope === undefined ? {} : { scope }), ...target.authorizationParameters }
  return clientRequest(around, target.endpoint('device_authorization'), client, parameters, change)
}

/** Starts a device authorization; throws `Blocked` for any answer without the codes. */
export async function device(around: Surroundings, change: Change = {}): Promise<Device> {
  return readDevice(await askDevice(around, change), change.client ?? around.target.client('device'))
}

function readDevice(answer: Answer, client: Client): Device {
  const members = answer.json ?? {}
  const text = (name: string): string | undefined => {
    const value = members[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const positive = (name: string): number | undefined => {
    const value = Number(members[name] ?? Number.NaN)
    return Number.isFinite(value) && value > 0 ? value : undefined
  }
  const [deviceCode, userCode] = [text('device_code'), text('user_code')]
  if (deviceCode === undefined || userCode === undefined) {
    throw new Blocked(`no device code: ${sentenceOf(answer)}`, { transient: isOverloaded(answer) })
  }
  return {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: text('verification_uri') ?? text('verification_url'),
    verification_uri_complete: text('verification_uri_complete'),
    expires_in: positive('expires_in'),
    interval: positive('interval') ?? usualInterval,
    client,
    at: answer.at,
    answer,
  }
}

/** A device access token request (RFC 8628 section 3.4). */
export function poll(around: Surroundings, given: Device, change: Change = {}): Pending {
  const parameters = { grant_type: deviceGrant, device_code: given.device_code }
  const answer = (async () => {
    try {
      return await token(around, given.client, parameters, change)
    } finally {
      // The server took note of the poll before it answered.
      polled.set(given, Date.now())
    }
  })()
  return new Pending(answer, given.client)
}

/** Seconds until the device may poll again (RFC 8628 section 3.5). */
export function untilPoll(given: Device): number {
  const last = polled.get(given) ?? given.at
  return Math.max(0, last + given.interval * 1000 + margin - Date.now()) / 1000
}

/** Enters the user code at the verification page (RFC 8628 section 3.3), logs in, and allows or denies. */
export async function approve(around: Surroundings, given: Device, decision: 'allow' | 'deny'): Promise<Verification> {
  if (given.verification_uri === undefined) throw new NotApplicable('the server names no verification_uri')
  const { target, agent } = around
  const arrival = await agent.walk(absolute(given.verification_uri), {
    redirectUri: nowhere,
    userCode: given.user_code,
    consent: decision,
    maxHops: target.limits.max_redirects,
    ...personOf(around),
    ...(target.loginSteps === undefined ? {} : { steps: target.loginSteps }),
  })
  return verificationOf(arrival)
}

/** Opens a page in the browser of the user and touches nothing. */
export async function glance({ target, agent }: Surroundings, url: string): Promise<number> {
  const { trail } = await agent.walk(absolute(url), {
    redirectUri: nowhere,
    untouched: true,
    maxHops: target.limits.max_redirects,
  })
  return trail.at(-1)?.status ?? 0
}

/** A device has nothing that a relative reference could count from. */
function absolute(url: string): string {
  if (URL.canParse(url)) return url
  throw new Blocked(`the verification page has no absolute URL: ${JSON.stringify(url)}`)
}

function verificationOf(arrival: Arrival): Verification {
  const deeds = arrival.trail.map(({ did }) => did)
  const denied = deeds.some((did) => refusals.has(did))
  if (arrival.kind !== 'page') return { deeds, denied, done: false, ending: `a redirect to ${arrival.url}` }
  const { status, title, text, seen, stuck } = arrival
  const given = deeds.some((did) => did === 'entered the user code' || did === 'denied the device')
  const calm = status < 400 && seen === 'nothing' && !means(`${title} ${text}`, 'error')
  return { deeds, denied, done: given && calm, ending: `a page “${title}” with status ${status}: ${stuck}` }
}

const refusals: ReadonlySet<string> = new Set(['denied the device', 'denied the consent', 'agreed to nothing'])
