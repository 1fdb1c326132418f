import { authzDefects } from './authz/index.ts'
import { bearerDefects } from './bearer/index.ts'
import { clientAuthDefects } from './client-auth/index.ts'
import { clientCredentialsDefects } from './client-credentials/index.ts'
import { codeDefects } from './code/index.ts'
import { dialectDefects } from './dialect/index.ts'
import { deviceDefects } from './device/index.ts'
import { entropyDefects } from './entropy/index.ts'
import { expiryDefects } from './expiry/index.ts'
import { metadataDefects } from './metadata/index.ts'
import { introspectionDefects } from './introspection/index.ts'
import { introspectionJwtDefects } from './introspection-jwt/index.ts'
import { issDefects } from './iss/index.ts'
import { jwtClientAuthDefects } from './jwt-client-auth/index.ts'
import { pkceDefects } from './pkce/index.ts'
import { recordedDefects } from './recorded/index.ts'
import { refreshDefects } from './refresh/index.ts'
import { robustnessDefects } from './robustness/index.ts'
import { revocationDefects } from './revocation/index.ts'
import { tokenDefects } from './token/index.ts'
import { nativeDefects } from './native/index.ts'
import { redirectUriDefects } from './redirect-uri/index.ts'
import { scopeDefects } from './scope/index.ts'
import { jwtGrantDefects } from './jwt-grant/index.ts'
import { tokenExchangeDefects } from './token-exchange/index.ts'
import { passwordDefects } from './password/index.ts'
import { implicitDefects } from './implicit/index.ts'
import { oauth21Defects } from './oauth21/index.ts'
import { transportDefects } from './transport/index.ts'
import type { Defect } from './defect.ts'

const areas: readonly (readonly Defect[])[] = [
  authzDefects,
  issDefects,
  bearerDefects,
  revocationDefects,
  introspectionDefects,
  introspectionJwtDefects,
  codeDefects,
  nativeDefects,
  redirectUriDefects,
  scopeDefects,
  pkceDefects,
  tokenDefects,
  clientAuthDefects,
  jwtClientAuthDefects,
  refreshDefects,
  clientCredentialsDefects,
  deviceDefects,
  dialectDefects,
  entropyDefects,
  expiryDefects,
  metadataDefects,
  recordedDefects,
  robustnessDefects,
  jwtGrantDefects,
  tokenExchangeDefects,
  passwordDefects,
  implicitDefects,
  oauth21Defects,
  transportDefects,
]

let known: ReadonlyMap<string, Defect> | undefined

/** Every defect of the mock by id; throws when two share one. */
export function allDefects(): ReadonlyMap<string, Defect> {
  return (known ??= collected())
}

function collected(): ReadonlyMap<string, Defect> {
  const byId = new Map<string, Defect>()
  for (const defect of areas.flat()) {
    if (byId.has(defect.id)) throw new Error(`Expected one defect of each id, got two of "${defect.id}". Rename one.`)
    byId.set(defect.id, defect)
  }
  return byId
}
