import { promises, type Law, type Level, type SpecName } from './law.ts'

const publishedOauth: readonly SpecName[] = [
  'RFC 6749',
  'RFC 6750',
  'RFC 7009',
  'RFC 7521',
  'RFC 7523',
  'RFC 7636',
  'RFC 7662',
  'RFC 8252',
  'RFC 8414',
  'RFC 8628',
  'RFC 8693',
  'RFC 8725',
  'RFC 9101',
  'RFC 9110',
  'RFC 9126',
  'RFC 9207',
  'RFC 9701',
]

/** What the security best current practice of OAuth stands on: TLS, and what holds a browser to it. */
const transport: readonly SpecName[] = ['RFC 6265', 'RFC 6797', 'RFC 9325']

/**
 * Which documents bind the target. A law of a document outside the profile is advice: broken, it is at most a `warn`.
 * Shapes: profile name → documents in force.
 */
export const profiles = {
  oauth2: [...publishedOauth, ...transport, 'RFC 9700', 'OIDC Core 1.0'],
  rfc6749: publishedOauth,
  rfc9700: [...publishedOauth, ...transport, 'RFC 9700', 'OIDC Core 1.0'],
  'oauth-2.1': [...publishedOauth, ...transport, 'RFC 9700', 'OIDC Core 1.0', 'OAuth 2.1 draft', 'RFC 7523bis draft'],
} as const satisfies Record<string, readonly SpecName[]>

export type ProfileName = keyof typeof profiles

export const defaultProfile: ProfileName = 'oauth2'

const strength: Record<Level, number> = { MUST: 3, SECURITY: 2, SHOULD: 1, MAY: 0 }

/** The strongest law of a check under a profile, and whether the profile's documents contain it. */
export interface ActiveLaw {
  readonly law: Law
  readonly binding: boolean
}

/** Picks the law that decides a check's verdict: the strongest among those in force, else the strongest at all. */
export function activeLaw(laws: readonly [Law, ...Law[]], profile: ProfileName): ActiveLaw {
  const inForce: readonly SpecName[] = [...profiles[profile], promises]
  const binding = laws.filter((law) => inForce.includes(law.document))
  const candidates: readonly Law[] = binding.length > 0 ? binding : laws
  const law = candidates.reduce((best, next) => (strength[next.level] > strength[best.level] ? next : best))
  return { law, binding: binding.length > 0 }
}
