import type { Answer } from '../http/answer.ts'
import { clientRequest } from '../operations/client-request.ts'
import { randomText } from '../operations/pkce.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Client, EndpointName } from '../target/target.ts'

const endpoints: readonly EndpointName[] = ['revocation', 'introspection']

/**
 * Whether another endpoint takes the credentials that the token endpoint refuses, and tells them from wrong ones
 * (RFC 7009 section 2.1, RFC 7662 section 2.1).
 */
export async function acceptedElsewhere(around: Surroundings, client: Client): Promise<boolean> {
  if (client.token_endpoint_auth_method === 'none') return false
  for (const endpoint of endpoints) {
    const url = around.target.metadata[`${endpoint}_endpoint`]
    if (typeof url !== 'string') continue
    const parameters = { token: randomText(32) }
    const right = await clientRequest(around, url, client, parameters)
    if (isRefused(right)) continue
    const wrong = await clientRequest(around, url, client, parameters, {
      auth: 'client_secret_basic',
      secret: randomText(32),
    })
    if (isRefused(wrong)) return true
  }
  return false
}

function isRefused({ status }: Answer): boolean {
  return status >= 400
}
