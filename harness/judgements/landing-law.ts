import type { Landing, LandingLaw, Weighing } from '../context.ts'
import { Blocked, Broken } from '../verdict.ts'

/** Judges where an authorization request ended (RFC 6749 section 4.1.2.1). */
export function landingLaw(landing: Landing, { tolerated, about }: Weighing): LandingLaw {
  const breaks = (expected: string, actual: string, excuse = tolerated): never => {
    const seen = about === undefined ? actual : `${actual} to ${about}`
    throw new Broken({ expected, actual: seen, ...(excuse === undefined ? {} : { tolerated: excuse }) })
  }
  return {
    refuses(...codes) {
      const expected = `an error redirect with error=${codes.join(' or ')}, or an error page`
      if (landing.kind === 'code') breaks(expected, 'a redirect with a code')
      if (landing.kind === 'page') return judgePage(landing)
      if (landing.kind === 'error' && !codes.includes(landing.error)) {
        breaks(
          expected,
          `a redirect with error=${landing.error}`,
          tolerated ?? `refused all the same, only with error=${landing.error}`,
        )
      }
    },
  }
}

/** A page is a refusal unless the walk got lost on it: then nobody knows. */
function judgePage(page: Extract<Landing, { kind: 'page' }>): void {
  if (page.lost)
    throw new Blocked(`cannot tell whether the page at ${page.url.split('?', 1)[0]} is a refusal: ${page.stuck}`)
}
