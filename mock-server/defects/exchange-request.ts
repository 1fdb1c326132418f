import type { WireRequest } from '../wire/request.ts'

/** The grant type of token exchange (RFC 8693, section 2.1). */
export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** Does a request exchange a token? */
export function isExchange({ endpoint, grantType }: WireRequest): boolean {
  return endpoint === 'token' && grantType === exchangeGrant
}
