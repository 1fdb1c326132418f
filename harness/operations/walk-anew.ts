import type { AuthorizeOptions, Walk } from '../context.ts'
import { walk } from './authorization.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Logs in as somebody nobody knows; where the server remembers what that user agreed to and did not ask again, a second
 * time with prompt=consent (OIDC Core 1.0 section 3.1.2.1), so that the pages of both are seen, or a refusal is.
 */
export async function walkAnew(around: Surroundings, options: AuthorizeOptions = {}): Promise<Walk> {
  const fresh = { ...options, visitor: 'fresh' } as const
  const first = await walk(around, fresh)
  if (first.landing.kind !== 'code' || hasAnswered(first)) return first
  const second = await walk(around, { ...fresh, parameters: { ...options.parameters, prompt: 'consent' } })
  if (second.landing.kind === 'code' && !hasAnswered(second)) return first
  const isDone = hasAnswered(second) && (options.consent === 'deny' || second.landing.kind === 'code')
  // What leads nowhere is seen all the same, before what led to the end.
  const [before, last] = isDone ? [first, second] : [second, first]
  return { ...last, answers: [...before.answers, ...last.answers], deeds: [...before.deeds, ...last.deeds] }
}

/** Whether the user was asked for consent. */
function hasAnswered({ deeds }: Walk): boolean {
  return deeds.some((did) => /(?:^|, )(?:allowed|agreed|denied)/.test(did))
}
