import type { WireRequest } from '../wire/request.ts'

/** Does a request use an assertion as grant (RFC 7523, section 2.1)? */
export function isAssertionGrant({ endpoint, grantType }: WireRequest): boolean {
  return endpoint === 'token' && grantType === 'urn:ietf:params:oauth:grant-type:jwt-bearer'
}
