import type { Code, Tokens } from '../context.ts'
import type { Answer } from '../http/answer.ts'
import { sentenceOf as landingSentence, walk } from '../operations/authorization.ts'
import { anyGrant, redeem, userTokens } from '../operations/grants.ts'
import { introspect, revoke } from '../operations/about-token.ts'
import { readTokens, sentenceOf } from '../operations/pending.ts'
import { resource } from '../operations/resource.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { Client } from '../target/target.ts'
import type { Bench } from './bench.ts'
import { type Diagnosis, ill, orWell, well } from './diagnosis.ts'
import { examineGrants } from './examine-grants.ts'
import { examineResource } from './examine-resource.ts'
import { diagnosePkce } from './diagnose-pkce.ts'
import { diagnoseRefresh, diagnoseTokens } from './diagnose-tokens.ts'
import { examineScopes } from './examine-scopes.ts'
import { walkDoubt } from './examine-walk.ts'
import { wantsPkceUnsaid } from './unsaid-pkce.ts'

type Tell = (found: Diagnosis) => void

/** Walks through every redirect_uri, redeems the first code of each client, and looks at what the tokens are good for. */
export async function diagnoseFlows(bench: Bench, tell: Tell, doubted: ReadonlySet<string>): Promise<void> {
  const { target } = bench
  const walkers = target.clients.filter((client) => target.allows(client, 'authorization_code'))
  const gained: Tokens[] = []
  // At once: codes may live for seconds only.
  const onCode = async (code: Code): Promise<void> => {
    // What was said against a client before is not said again in other words.
    const fresh = await redeemed(bench, code, doubted.has(code.client.name) ? onlyGood(tell) : tell)
    if (fresh !== undefined) gained.push(fresh)
  }
  if (typeof target.metadata['authorization_endpoint'] === 'string') {
    for (const client of walkers) if (!(await walkAll(bench, client, tell, onCode))) break
  }
  const [tokens] = gained
  if (tokens !== undefined) for (const found of diagnoseTokens(bench, tokens)) tell(found)
  if (tokens !== undefined) for (const found of await diagnosePkce(bench, tokens.client)) tell(found)
  for (const found of await diagnoseRefresh(bench)) tell(found)
  const crowding = tokens === undefined ? undefined : await examineGrants(bench.around)
  if (crowding !== undefined) tell(orWell(crowding, ''))
  if (tokens !== undefined) await diagnoseScopes(bench, tokens.client, tell)
  const fresh = await otherTokens(bench, tokens?.client)
  if (fresh === undefined) return
  // Where no user could log in a service stands in, whose token a resource of users may well refuse.
  if (tokens !== undefined || walkers.length === 0) await diagnoseResource(bench, fresh, tell)
  await diagnoseCallers(bench, fresh, tell)
}

/** Resolves to whether another client would fare otherwise. */
async function walkAll(
  bench: Bench,
  client: Client,
  tell: Tell,
  onCode: (code: Code) => Promise<void>,
): Promise<boolean> {
  for (const [index, redirectUri] of client.redirect_uris.entries()) {
    const around = bench.around()
    const walked = await walk(around, { client, redirectUri })
    const { landing, deeds } = walked
    if (landing.kind === 'code') {
      tell(well(`client ${client.name} gets a code at ${redirectUri}${index === 0 ? onTheWay(deeds) : ''}`))
      if (index === 0) await onCode(landing.code)
      continue
    }
    const doubt = walkDoubt(walked, around, { ...client, redirect_uris: [redirectUri] })
    const at =
      doubt === undefined || doubt.at.at(-1) === 'redirect_uris'
        ? ['clients', client.name, 'redirect_uris', index]
        : doubt.at
    const text = doubt?.because ?? `client ${client.name} gets no code at ${redirectUri}: ${landingSentence(landing)}`
    tell(
      ill(
        `${text}${onTheWay(deeds)}`,
        at,
        doubt?.fix ?? 'compare client_id, redirect_uris, scopes and the user with the server',
      ),
    )
    if (['users', 'login', 'limits'].includes(String(doubt?.at[0]))) return false
  }
  return true
}

/** What was done on pages, so that somebody can see how far a login came. */
function onTheWay(deeds: readonly string[]): string {
  const done = deeds.filter((deed) => !/^(?:redirected|opened|gave up|$)/.test(deed))
  return done.length === 0 ? '' : ` (on the way: ${done.join(', ')})`
}

async function diagnoseScopes({ target, around }: Bench, client: Client, tell: Tell): Promise<void> {
  if (target.scopes.length < 2) return
  const text = `client ${client.name} may ask for each of the ${target.scopes.length} scopes`
  tell(orWell(await examineScopes(around(), client), text))
}

const onlyGood =
  (tell: Tell): Tell =>
  (found) => {
    if (found.state === 'ok') tell(found)
  }

async function redeemed(bench: Bench, code: Code, tell: Tell): Promise<Tokens | undefined> {
  const answer = await redeemedWithAllItNeeds(bench, code)
  const { name } = code.client
  if (answer.hasToken) {
    tell(well(`client ${name} gets tokens for its code`))
    return readTokens(answer, code.client)
  }
  const fix = 'compare its credentials and its grant_types with the server'
  tell(ill(`client ${name} gets no token for a good code: ${sentenceOf(answer)}`, ['clients', name], fix))
  return undefined
}

/** What a client needs may come out when a code is redeemed that was asked for without it. */
async function redeemedWithAllItNeeds({ around }: Bench, code: Code): Promise<Answer> {
  const { client, redirectUri, verifier } = code
  const answer = await redeem(around(), code)
  if (verifier !== undefined || answer.hasToken) return answer
  const { needsPkce } = around().memory
  if (!needsPkce.has(client.client_id) && !(await wantsPkceUnsaid(around, client))) return answer
  needsPkce.add(client.client_id)
  const { landing } = await walk(around(), { client, redirectUri })
  return landing.kind === 'code' ? redeem(around(), landing.code) : answer
}

/** Fresh tokens of this client, else of a service. */
async function otherTokens({ target, around }: Bench, client: Client | undefined): Promise<Tokens | undefined> {
  const holder = client ?? target.findClient('service')
  if (holder === undefined) return undefined
  try {
    return client === undefined
      ? await anyGrant(around(), { client: holder }).tokens()
      : await userTokens(around(), { client })
  } catch (error) {
    if (error instanceof Blocked || error instanceof NotApplicable) return undefined
    throw error
  }
}

async function diagnoseResource({ target, around }: Bench, { access_token: token }: Tokens, tell: Tell): Promise<void> {
  if (target.resource === undefined) return
  const doubt = await examineResource(around())
  if (doubt !== undefined) return tell(orWell(doubt, ''))
  const answer = await resource(around(), token)
  if (answer.status < 300) return tell(well('the resource refuses a request without a token and takes one with'))
  const fix = 'correct the URL, or see which audience and scope the resource wants'
  tell(ill(`the resource answers ${answer.describe()} to a fresh access token`, ['resource', 'url'], fix))
}

async function diagnoseCallers(
  { target, around }: Bench,
  { access_token: token, client }: Tokens,
  tell: Tell,
): Promise<void> {
  if (target.has('introspection')) {
    const caller = target.client('confidential')
    const { status, json } = await introspect(around(), token)
    const seen = status === 200 && json?.['active'] === true
    const fix = `allow client ${caller.name} to introspect, or add introspection to capabilities.remove`
    if (seen) tell(well(`client ${caller.name} may introspect`))
    else
      tell(
        ill(`client ${caller.name} is not told about a fresh token: status ${status}`, ['clients', caller.name], fix),
      )
  }
  if (!target.has('revocation')) return
  const { status } = await revoke(around(), token, { client })
  const fix = 'allow it to revoke its tokens, or add revocation to capabilities.remove'
  if (status === 200) tell(well(`client ${client.name} may revoke its tokens`))
  else tell(ill(`client ${client.name} may not revoke its token: status ${status}`, ['clients', client.name], fix))
}
