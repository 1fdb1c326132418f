import type { Defect } from '../defect.ts'
import { bodySecretRefused } from './body-secret-refused.ts'
import { codeRetryCache } from './code-retry-cache.ts'
import { redirectUriIgnoredWithPkce } from './redirect-uri-ignored-with-pkce.ts'
import { sameScopeNotReported } from './same-scope-not-reported.ts'

export const oauth21Defects: readonly Defect[] = [
  bodySecretRefused,
  codeRetryCache,
  redirectUriIgnoredWithPkce,
  sameScopeNotReported,
]
