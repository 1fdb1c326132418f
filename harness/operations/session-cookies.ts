import type { Cookie } from 'tough-cookie'
import { Blocked } from '../verdict.ts'
import type { UserAgent } from '../user-agents/user-agent.ts'
import { walk, walkAs } from './authorization.ts'
import type { Surroundings } from './surroundings.ts'
import type { SignedIn } from './transport-moves.ts'

/** The most cookies that are tried, one walk each. */
const most = 12

/**
 * Logs a user in with a fresh user agent, then leaves out one cookie after the other: those without which the server no
 * longer knows the user hold the session. Undefined when it asks again even with all of them.
 */
export async function sessionCookies(around: Surroundings): Promise<SignedIn | undefined> {
  const agent = around.agent.anew()
  const { landing, answers } = await walk({ ...around, agent })
  if (landing.kind !== 'code') throw new Blocked('no code from a fresh login')
  const isKnown = async (visitor: UserAgent): Promise<boolean> => {
    const again = await walkAs(around, { like: landing.code, visitor: 'anonymous' }, visitor)
    return again.landing.kind === 'code'
  }
  const jar = await agent.jar.store.getAllCookies()
  if (!(await isKnown(await withCookies(around, jar)))) return undefined
  const names: string[] = []
  for (const name of new Set(jar.map(({ key }) => key).slice(0, most))) {
    const others = jar.filter(({ key }) => key !== name)
    // One browser after the other, so that the server sees one visit at a time.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await isKnown(await withCookies(around, others)))) names.push(name)
  }
  return { names, answers }
}

async function withCookies({ agent }: Surroundings, cookies: readonly Cookie[]): Promise<UserAgent> {
  const visitor = agent.anew()
  await Promise.all(cookies.map((cookie) => visitor.jar.store.putCookie(cookie)))
  return visitor
}
