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
      if (landing.kind === 'code') return breaks(expected, 'a redirect with a code')
      const error = landing.kind === 'error' ? landing.error : landing.pushed
      if (error === undefined) return judgePage(landing)
      if (codes.includes(error)) return
      const seen = landing.kind === 'error' ? 'a redirect' : 'an answer to the pushed request'
      breaks(expected, `${seen} with error=${error}`, tolerated ?? `refused all the same, only with error=${error}`)
    },
  }
}

/** A page is a refusal unless the walk got lost on it: then nobody knows. */
function judgePage(page: Landing): void {
  if (page.kind === 'page' && page.lost)
    throw new Blocked(`cannot tell whether the page at ${page.url.split('?', 1)[0]} is a refusal: ${page.stuck}`)
}
