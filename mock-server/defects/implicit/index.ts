import type { Defect } from '../defect.ts'
import { implicitEnabled } from './implicit-enabled.ts'
import { implicitQueryModeHonoured } from './implicit-query-mode-honoured.ts'
import { implicitRedirectUnchecked } from './implicit-redirect-unchecked.ts'
import { implicitScopeNotReported } from './implicit-scope-not-reported.ts'
import { implicitTokenInQuery } from './implicit-token-in-query.ts'
import { oauthImplicitErrorInQuery } from './oauth-implicit-error-in-query.ts'
import { oauthImplicitRefreshToken } from './oauth-implicit-refresh-token.ts'
import { oauthImplicitTokenTypeMissing } from './oauth-implicit-token-type-missing.ts'

export const implicitDefects: readonly Defect[] = [
  implicitEnabled,
  implicitQueryModeHonoured,
  implicitRedirectUnchecked,
  implicitScopeNotReported,
  implicitTokenInQuery,
  oauthImplicitErrorInQuery,
  oauthImplicitRefreshToken,
  oauthImplicitTokenTypeMissing,
]
