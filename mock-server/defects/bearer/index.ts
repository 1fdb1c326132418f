import type { Defect } from '../defect.ts'
import { bearerAnyScheme } from './bearer-any-scheme.ts'
import { bearerChallengeErrorWithoutToken } from './bearer-challenge-error-without-token.ts'
import { bearerChallengeMalformed } from './bearer-challenge-malformed.ts'
import { bearerChallengeMissing } from './bearer-challenge-missing.ts'
import { bearerChallengeWithoutError } from './bearer-challenge-without-error.ts'
import { bearerHeaderUnsupported } from './bearer-header-unsupported.ts'
import { bearerMalformed500 } from './bearer-malformed-500.ts'
import { bearerQueryAccepted } from './bearer-query-accepted.ts'
import { bearerSchemeCaseSensitive } from './bearer-scheme-case-sensitive.ts'
import { bearerTwoTransportsAccepted } from './bearer-two-transports-accepted.ts'
import { insufficientScope401 } from './insufficient-scope-401.ts'
import { insufficientScopeNoChallenge } from './insufficient-scope-no-challenge.ts'
import { invalidToken403 } from './invalid-token-403.ts'
import { invalidTokenAccepted } from './invalid-token-accepted.ts'
import { resourceOpen } from './resource-open.ts'
import { resourceScopeUnchecked } from './resource-scope-unchecked.ts'
import { tokenSignatureUnchecked } from './token-signature-unchecked.ts'
import { bearerBodyBroken } from './bearer-body-broken.ts'
import { bearerQueryCacheable } from './bearer-query-cacheable.ts'

export const bearerDefects: readonly Defect[] = [
  bearerAnyScheme,
  bearerChallengeErrorWithoutToken,
  bearerChallengeMalformed,
  bearerChallengeMissing,
  bearerChallengeWithoutError,
  bearerHeaderUnsupported,
  bearerMalformed500,
  bearerQueryAccepted,
  bearerSchemeCaseSensitive,
  bearerTwoTransportsAccepted,
  insufficientScope401,
  insufficientScopeNoChallenge,
  invalidToken403,
  invalidTokenAccepted,
  resourceOpen,
  resourceScopeUnchecked,
  tokenSignatureUnchecked,
  bearerBodyBroken,
  bearerQueryCacheable,
]
