import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { invalid, type Problem, type Scheme } from './challenge.ts'
import { clientCertificate, thumbprint } from './client-certificate.ts'
import { checkProof } from './dpop-proof.ts'

/** A token as it was presented, and what it is bound to. */
export interface Presented {
  readonly value: string
  readonly scheme: Scheme
}

interface Bindings {
  readonly jkt?: string | undefined
  readonly 'x5t#S256'?: string | undefined
}

/** Whether the sender may use a token: a bound one only with the key or the certificate it is bound to. */
export async function checkBinding(
  tenant: Tenant,
  ctx: KoaContextWithOIDC,
  { value, scheme }: Presented,
  token: Bindings,
): Promise<Problem | undefined> {
  const { jkt, 'x5t#S256': bound } = token
  if (bound !== undefined) {
    const certificate = clientCertificate(tenant, ctx)
    // RFC 8705, section 3: the same certificate, else invalid_token.
    if (!certificate || thumbprint(certificate) !== bound)
      return invalid('the access token is bound to another certificate than the one of this connection', scheme)
  }
  if (jkt === undefined) {
    return scheme === 'DPoP' ? invalid('the access token is not bound to a key', 'DPoP') : undefined
  }
  if (scheme === 'Bearer') {
    const told = tenant.settings.features.dpop ? 'DPoP' : 'Bearer'
    return invalid('the access token is bound to a key and no bearer token', told)
  }
  return checkProof(tenant, ctx, value, jkt)
}
