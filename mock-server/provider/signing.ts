import { isSigningAlgorithm, type SigningAlgorithm } from '../keys/algorithms.ts'
import type { Tenant } from '../tenant.ts'
import type { Configuration } from './library.ts'

// What oidc-provider enables by itself.
const usual = ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'] as const

/** What the keys and the signing option of a tenant change in oidc-provider's configuration; nothing for the usual ones. */
export function signing({ keyring, settings }: Tenant): Pick<Configuration, 'enabledJWA' | 'clientDefaults'> {
  const { idToken } = settings.signing
  const own = keyring.jwks.keys.map(({ alg }) => alg).filter(isSigningAlgorithm)
  // Clients that name no algorithm mean RS256, which a tenant with keys of its own may be unable to sign with.
  const substitute = own.includes('RS256') ? undefined : own[0]
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
    ...(idToken === undefined && substitute === undefined
      ? {}
      : { clientDefaults: defaults(idToken ?? substitute, substitute) }),
  }
}

function defaults(idToken: SigningAlgorithm | undefined, others: SigningAlgorithm | undefined) {
  return {
    ...(idToken === undefined ? {} : { id_token_signed_response_alg: idToken }),
    ...(others === undefined ? {} : { introspection_signed_response_alg: others }),
  }
}
