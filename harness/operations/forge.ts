import type { AuthorizeOptions, Forgery, Walk } from '../context.ts'
import type { PageRequest, UserAgent } from '../user-agents/user-agent.ts'
import { Blocked } from '../verdict.ts'
import { isPost, walkAs } from './authorization.ts'
import { randomText } from './pkce.ts'
import type { Surroundings } from './surroundings.ts'

const site = 'https://elsewhere.example'

/** Stops a walk before its last form is sent. */
class Held extends Error {
  readonly request: PageRequest

  constructor(request: PageRequest) {
    super('held back')
    this.request = request
  }
}

/**
 * Walks in a fresh session to the last form before the code, and has another site send that form instead of the user:
 * from a browser without cookies, or from the user's own. Undefined when the walk has no form.
 */
export async function forge(around: Surroundings, options: AuthorizeOptions, how: Forgery): Promise<Walk | undefined> {
  const before = lastForm(await walkAs(around, options, around.agent.anew()))
  if (before === undefined) return undefined
  let posts = 0
  let held: Held | undefined
  const agent = around.agent.anew((fetch) => async (request) => {
    posts += request.method === 'POST' ? 1 : 0
    if (request.method === 'POST' && posts === before.nth && held === undefined) throw new Held(request)
    return fetch(request)
  })
  try {
    await walkAs(around, options, agent)
  } catch (error) {
    if (!(error instanceof Held)) throw error
    held = error
  }
  if (held === undefined) throw new Blocked('the same walk led to no form the second time')
  const victim = how === 'own browser' ? agent : around.agent.anew()
  const request = await strange(held.request, victim, how === 'own browser' ? before.body : undefined)
  return walkAs(around, { ...options, visitor: 'anonymous' }, victim, request)
}

function lastForm({ landing, answers }: Walk): { nth: number; body: string } | undefined {
  if (landing.kind !== 'code') throw new Blocked('no code from the same walk in a fresh session')
  const posts = answers.filter(isPost)
  return posts.length === 0 ? undefined : { nth: posts.length, body: posts.at(-1)?.request.body ?? '' }
}

/** The request as another site makes it: its own Origin, no cookie that keeps to the site, no secret of the form. */
async function strange(request: PageRequest, { jar }: UserAgent, other: string | undefined): Promise<PageRequest> {
  const cookies = (await jar.getCookies(request.url)).filter(
    ({ sameSite }) => sameSite !== 'lax' && sameSite !== 'strict',
  )
  const kept = request.headers.filter(([name]) => !['origin', 'referer', 'cookie'].includes(name.toLowerCase()))
  const headers: [string, string][] = [...kept, ['origin', site], ['referer', `${site}/`]]
  // Even an empty one, or the user agent would add what its jar holds.
  headers.push(['cookie', cookies.map((each) => each.cookieString()).join('; ')])
  return other === undefined
    ? { ...request, headers }
    : { ...request, headers, body: guessed(request.body ?? '', other) }
}

/** What differs from flow to flow and is long enough to be a secret, a stranger cannot know. */
function guessed(body: string, other: string): string {
  const before = new URLSearchParams(other)
  const fields = [...new URLSearchParams(body)].map(([name, value]): [string, string] => {
    const secret = value.length >= 16 && before.get(name) !== value
    return [name, secret ? randomText(value.length) : value]
  })
  return new URLSearchParams(fields).toString()
}
