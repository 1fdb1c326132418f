import type { Landing, Walk } from '../moves.ts'
import { knock, walk } from '../operations/authorization.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Client } from '../target/target.ts'
import { isRateLimit } from '../user-agents/arrival.ts'
import { isRejection } from '../user-agents/why-stuck.ts'
import type { Doubt } from './doubt.ts'
import { isNothing, wrongAuthorizationEndpoint } from './wrong-address.ts'

/** Completes a code flow of a client up to its redirect and says what stood in the way; undefined when a code came. */
export async function examineWalk(around: Surroundings, client: Client): Promise<Doubt | undefined> {
  const walked = await walk(around, { client })
  const { landing } = walked
  if (landing.kind === 'page' && isRejection(landing.stuck)) around.memory.turnedDown = landing.stuck
  const doubt = walkDoubt(walked, around, client)
  const misplaced = doubt?.at.includes('authorization_endpoint') === true && (await takesNoPost(around, client))
  return doubt !== undefined && misplaced ? { ...doubt, sure: 'said' } : doubt
}

/** What is there for neither method is not there, while a server that refuses one alone breaks a law. */
async function takesNoPost(around: Surroundings, client: Client): Promise<boolean> {
  const { status } = await knock(around, { client, method: 'POST' })
  return isNothing(status)
}

/** What an end of a plain authorization request says about the set-up. */
export function walkDoubt(
  { landing, deeds }: Pick<Walk, 'landing' | 'deeds'>,
  { target }: Pick<Surroundings, 'target'>,
  client: Client,
): Doubt | undefined {
  if (landing.kind === 'code') return undefined
  if (landing.kind === 'error') return errorDoubt(landing.error, target.scopes[0], client)
  const { stuck, status, url } = landing
  if (isRateLimit(status))
    return { at: ['limits'], because: stuck, fix: 'raise gap_ms, or lift the limit for the test', sure: 'guessed' }
  if (isRejection(stuck)) {
    const because = `the login as ${target.users[0]?.username ?? 'nobody'} is turned down: ${placeless(stuck)}`
    return { at: ['users'], because, fix: 'correct username and password', sure: 'said' }
  }
  if (landing.lost) return stuckDoubt(landing, target.users.length > 0)
  const [uri = 'none'] = client.redirect_uris
  if (deeds.some((deed) => /filled|followed the steps|consent/.test(deed)))
    return status < 400 ? undefined : lateDoubt(landing, uri, client)
  const kind = status < 400 ? `a page that asks for nothing${titled(landing)}` : 'an error page'
  const because = `the authorization endpoint answers a plain request of client ${client.name} with ${kind} (status ${status} at ${bare(url)})`
  const register = `register ${uri} for this client at the server, and compare client_id`
  const fix = status < 400 ? `${register}, or say what to do on the page under login` : register
  const misplaced = wrongAuthorizationEndpoint(target, { status, url }, fix)
  return misplaced ?? { at: ['clients', client.name, 'redirect_uris'], because, fix, sure: 'guessed' }
}

const titled = ({ title }: Extract<Landing, { kind: 'page' }>): string => (title === '' ? '' : ` “${title}”`)

function errorDoubt(error: string, scope: string | undefined, { name }: Client): Doubt | undefined {
  if (error === 'invalid_scope') {
    const because = `the server refuses the scope ${scope ?? '(none)'}: error=invalid_scope`
    return { at: ['scopes'], because, fix: 'name scopes under scopes that client and user may have', sure: 'said' }
  }
  if (error !== 'unauthorized_client') return undefined
  return {
    at: ['clients', name, 'grant_types'],
    because: `the server says that client ${name} may not use authorization_code: error=unauthorized_client`,
    fix: 'allow it the grant at the server, or take authorization_code out of its grant_types',
    sure: 'said',
  }
}

function stuckDoubt({ stuck }: Extract<Landing, { kind: 'page' }>, hasUser: boolean): Doubt {
  const fix = hasUser ? 'say what to do on the page under login' : 'add a user under users'
  return { at: [hasUser ? 'login' : 'users'], because: `the login goes no further: ${stuck}`, fix, sure: 'guessed' }
}

/** The server took the request and showed its pages, so it hardly is the address of the client that it does not like. */
function lateDoubt({ status, url }: Extract<Landing, { kind: 'page' }>, uri: string, { name }: Client): Doubt {
  const because = `login and consent for client ${name} end on an error page (status ${status} at ${bare(url)})`
  const fix = `look at what the server makes of the last form, and say under login what a person does otherwise; or, where redirect URIs are looked at after the login, register ${uri}`
  return { at: ['login'], because, fix, sure: 'guessed' }
}

/** Pages of a login have addresses of their own, and one cause should read as one. */
const placeless = (stuck: string): string => stuck.replace(/ on https?:\/\/[^\s?#]*?(?=: "|$)/, '')

const bare = (url: string): string => url.replace(/[?#].*$/s, '')
