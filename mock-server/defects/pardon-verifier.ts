import { createHash } from 'node:crypto'
import type { Payload } from '../storage/store.ts'
import type { StoreCall } from '../storage/store-call.ts'

const accepted = 'A'.repeat(43)

/** The S256 challenge of a verifier (RFC 7636, section 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

/** Lets a code_verifier pass that belongs to the challenge of a code, and that the sound provider refuses for its form. */
export function pardonVerifier(call: StoreCall, code: Payload | undefined, forgiven: RegExp): void {
  const verifier = call.params['code_verifier']
  if (!code || call.model !== 'AuthorizationCode' || typeof verifier !== 'string' || !forgiven.test(verifier)) return
  if (challengeOf(verifier) !== code.codeChallenge) return
  call.params['code_verifier'] = accepted
  code.codeChallenge = challengeOf(accepted)
}
