import type { SilenceKind } from '../http/answer.ts'
import type { Doubt } from './doubt.ts'

/** What to do about an issuer that cannot be reached, and the key of the target file that it is about. */
export function remedyFor(issuer: string, kind: SilenceKind): Pick<Doubt, 'at' | 'fix'> {
  if (kind === 'tls') {
    const fix = 'give the certificate of its authority in tls.ca, or tls.insecure: true for a test server'
    return { at: ['tls'], fix }
  }
  if (kind === 'plain') {
    return { at: ['issuer'], fix: `write issuer: ${issuer.replace(/^https:/, 'http:')}, or correct the port` }
  }
  const fix = kind === 'unresolved' ? 'correct the host name' : 'start the server, or correct its address'
  return { at: ['issuer'], fix }
}
