import type { Defect } from '../defect.ts'
import { authzOverHttp } from './authz-over-http.ts'
import { endpointsAlsoOnHttp } from './endpoints-also-on-http.ts'
import { hstsMissing } from './hsts-missing.ts'
import { loginPageOverHttp } from './login-page-over-http.ts'
import { resourceOverHttp } from './resource-over-http.ts'
import { sessionCookieFlagsMissing } from './session-cookie-flags-missing.ts'
import { tlsBadCertificate } from './tls-bad-certificate.ts'
import { tlsLegacyEnabled } from './tls-legacy-enabled.ts'
import { tlsOnlyLegacy } from './tls-only-legacy.ts'
import { tlsWeakCipher } from './tls-weak-cipher.ts'
import { tokenOverHttp } from './token-over-http.ts'

export const transportDefects: readonly Defect[] = [
  authzOverHttp,
  endpointsAlsoOnHttp,
  hstsMissing,
  loginPageOverHttp,
  resourceOverHttp,
  sessionCookieFlagsMissing,
  tlsBadCertificate,
  tlsLegacyEnabled,
  tlsOnlyLegacy,
  tlsWeakCipher,
  tokenOverHttp,
]
