import type { Tokens } from '../context.ts'
import { refresh, refreshable } from '../operations/grants.ts'
import { sentenceOf } from '../operations/pending.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { Bench } from './bench.ts'
import { type Diagnosis, ill, well } from './diagnosis.ts'

type Lifetime = 'access_token' | 'refresh_token'

/** What the answer with the first tokens of a user tells: scope and lifetime (RFC 6749 section 5.1). */
export function diagnoseTokens({ target }: Bench, { scope, expires_in: seconds, client }: Tokens): Diagnosis[] {
  const asked = target.scopes[0]
  const granted = scope?.split(' ')
  const lacks = granted !== undefined && asked?.split(' ').some((each) => !granted.includes(each)) === true
  const text = `the token has scope ${scope} where ${asked} was asked for`
  const fix = `allow ${asked} to client ${client.name} and to the user`
  return [...(lacks ? [ill(text, ['scopes', 0], fix)] : []), ...lifetime({ target }, 'access_token', seconds)]
}

/** Whether a client that may refresh gets a refresh token, can use it, and how long it lives where the server says so. */
export async function diagnoseRefresh({ target, around }: Bench): Promise<Diagnosis[]> {
  const client = target.has('refresh_token') ? target.findClient('refresh') : undefined
  if (client === undefined) return []
  const at = ['clients', client.name, 'grant_types']
  try {
    const tokens = await refreshable(around(), { client })
    const answer = await refresh(around(), tokens)
    if (answer.hasToken) {
      const { refresh_token_expires_in: usual, refresh_expires_in: other } = tokens.answer.json ?? {}
      const seconds = [usual, other].find((each) => typeof each === 'number')
      return [well(`client ${client.name} refreshes its tokens`), ...lifetime({ target }, 'refresh_token', seconds)]
    }
    const fix = 'allow it to refresh, or leave refresh_token out of its grant_types'
    return [ill(`client ${client.name} may not use its refresh token: ${sentenceOf(answer)}`, at, fix)]
  } catch (error) {
    // What stands in the way of a code was told before.
    if (error instanceof Blocked) return []
    if (!(error instanceof NotApplicable)) throw error
    return [ill(error.message, at, 'allow it to refresh, name offline_access among scopes, or leave refresh_token out')]
  }
}

function lifetime({ target }: Pick<Bench, 'target'>, name: Lifetime, seconds: number | undefined): Diagnosis[] {
  const declared = target.lifetimes[name]
  if (declared === undefined || seconds === undefined) return []
  const text = `${name.replace('_', ' ')}s live ${seconds} s by the answer of the token endpoint`
  if (declared === seconds) return [well(text)]
  return [ill(`${text}, not ${declared} s`, ['lifetimes', name], `write ${name}: ${seconds}`)]
}
