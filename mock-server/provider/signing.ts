import { isSigningAlgorithm } from '../keys/algorithms.ts'
import type { Tenant } from '../tenant.ts'
import type { Configuration } from './library.ts'

// What oidc-provider enables by itself.
const usual = ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'] as const

/** What the keys and the signing option of a tenant change in oidc-provider's configuration; nothing for the usual ones. */
export function signing({ keyring, settings }: Tenant): Pick<Configuration, 'enabledJWA' | 'clientDefaults'> {
  const { idToken } = settings.signing
  const own = keyring.jwks.keys.map(({ alg }) => alg).filter(isSigningAlgorithm)
  const values = [...new Set([...usual, ...own])]
  return {
    ...(values.length === usual.length
      ? {}
      : {
          enabledJWA: {
            idTokenSigningAlgValues: values,
            userinfoSigningAlgValues: values,
            introspectionSigningAlgValues: values,
          },
        }),
    ...(idToken === undefined ? {} : { clientDefaults: { id_token_signed_response_alg: idToken } }),
  }
}
