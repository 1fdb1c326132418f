import type { AuthorizeOptions, Forgery, Walk } from '../context.ts'
import type { PageRequest, UserAgent } from '../user-agents/user-agent.ts'
import { Blocked } from '../verdict.ts'
import { isPost, walkAs } from './authorization.ts'
import { type FormOfWalk, guessForm } from './guess-form.ts'
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
  let walk = await walkAs(around, options, around.agent.anew())
  for (let tries = 0; tries < 2; tries += 1) {
    const before = lastForm(walk)
    if (before === undefined) return undefined
    const held = await holdBack(around, options, before)
    if ('form' in held) return sendFrom(around, options, how, held)
    // What another check had the user allow meanwhile was not asked again.
    walk = held
  }
  throw new Blocked('walks that should be the same led to other forms')
}

interface HeldBack {
  readonly form: PageRequest
  readonly agent: UserAgent
  readonly first: PageRequest | undefined
  readonly before: FormOfWalk
}

/** Walks up to the form that came last before, which is not sent; the whole walk where it ended earlier. */
async function holdBack(around: Surroundings, options: AuthorizeOptions, before: LastForm): Promise<HeldBack | Walk> {
  let posts = 0
  let held = false
  let first: PageRequest | undefined
  const agent = around.agent.anew((fetch) => async (request) => {
    first ??= request
    posts += request.method === 'POST' ? 1 : 0
    if (held || request.method !== 'POST' || posts !== before.nth) return fetch(request)
    held = true
    throw new Held(request)
  })
  try {
    return await walkAs(around, options, agent)
  } catch (error) {
    if (!(error instanceof Held)) throw error
    return { form: error.request, agent, first, before }
  }
}

async function sendFrom(
  around: Surroundings,
  options: AuthorizeOptions,
  how: Forgery,
  { form, agent, first, before }: HeldBack,
): Promise<Walk> {
  const victim = how === 'own browser' ? agent : around.agent.anew()
  const foreign = await strange(form, victim)
  const guessed = how === 'own browser' ? guessForm({ form: foreign, from: first ?? foreign }, before) : {}
  return walkAs(around, { ...options, visitor: 'anonymous' }, victim, { ...foreign, ...guessed })
}

type LastForm = FormOfWalk & { readonly nth: number }

function lastForm({ landing, answers }: Walk): LastForm | undefined {
  if (landing.kind !== 'code') throw new Blocked('no code from the same walk in a fresh session')
  const posts = answers.filter(isPost)
  const [from, form] = [answers[0]?.request, posts.at(-1)?.request]
  return from === undefined || form === undefined ? undefined : { nth: posts.length, form, from }
}

/** The request as another site makes it: its own Origin, no cookie that keeps to the site. */
async function strange(request: PageRequest, { jar }: UserAgent): Promise<PageRequest> {
  const cookies = (await jar.getCookies(request.url)).filter(
    ({ sameSite }) => sameSite !== 'lax' && sameSite !== 'strict',
  )
  const kept = request.headers.filter(([name]) => !['origin', 'referer', 'cookie'].includes(name.toLowerCase()))
  const headers: [string, string][] = [...kept, ['origin', site], ['referer', `${site}/`]]
  // Even an empty one, or the user agent would add what its jar holds.
  headers.push(['cookie', cookies.map((each) => each.cookieString()).join('; ')])
  return { ...request, headers }
}
