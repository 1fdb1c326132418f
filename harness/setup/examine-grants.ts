import { authorize } from '../operations/authorization.ts'
import { redeem, refresh } from '../operations/grants.ts'
import { readTokens } from '../operations/pending.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Answer } from '../http/answer.ts'
import type { Code } from '../context.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { Doubt } from './doubt.ts'

/** Other checks may authorize in between, and end what is looked at; one clear sight in so many tries is enough. */
const tries = 4

/** Seconds for which codes and refresh tokens are taken to live where the file says nothing. */
const usualLife = 30

/**
 * Says whether a new authorization of the same user and client ends the code or the tokens that an earlier one gave, so
 * that checks disturb each other side by side; undefined when it does not, or when nobody can tell.
 */
export async function examineGrants(around: () => Surroundings): Promise<Doubt | undefined> {
  const { target } = around()
  const client = target.has('authorization_code')
    ? (target.findClient('refresh') ?? target.findClient('code'))
    : undefined
  if (client === undefined || target.limits.checks_at_once === 1) return undefined
  for (let turn = 0; turn < tries; turn += 1) {
    const ended = await sight(around, client)
    if (ended === 'code' || ended === 'tokens') return doubtOf(client, ended)
    if (ended === 'nothing') return undefined
  }
  return undefined
}

/** What a second authorization ended; undefined when the second came to nothing either. */
async function sight(around: () => Surroundings, client: Client): Promise<'code' | 'tokens' | 'nothing' | undefined> {
  const [early, late] = [around(), around()]
  const { lifetimes } = early.target
  const since = performance.now()
  const within = (seconds = usualLife): boolean => performance.now() - since < seconds * 1000
  try {
    const codes: readonly [Code, Code] = [await authorize(early, { client }), await authorize(late, { client })]
    const older = await redeem(early, codes[0])
    const newer = await redeem(late, codes[1])
    if (!newer.hasToken) return undefined
    if (isOver(older)) return within(lifetimes.code) ? 'code' : undefined
    if (!older.hasToken) return undefined
    const [first, second] = [readTokens(older, client), readTokens(newer, client)]
    if (first.refresh_token === undefined || second.refresh_token === undefined) return 'nothing'
    if (!isOver(await refresh(early, first))) return 'nothing'
    return (await refresh(late, second)).hasToken && within(lifetimes.refresh_token) ? 'tokens' : undefined
  } catch (error) {
    if (error instanceof Blocked || error instanceof NotApplicable) return undefined
    throw error
  }
}

function isOver({ error }: Answer): boolean {
  return error === 'invalid_grant'
}

function doubtOf({ name }: Client, ended: 'code' | 'tokens'): Doubt {
  const lost = ended === 'code' ? 'the code of an earlier one' : 'the tokens of an earlier one'
  return {
    at: ['limits', 'checks_at_once'],
    because: `a new authorization of client ${name} by the same user ends ${lost}, so that checks disturb each other`,
    fix: 'write limits: { checks_at_once: 1 }',
    sure: 'said',
  }
}
