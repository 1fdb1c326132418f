import type { Defect } from '../defect.ts'
import { basicChallengeMissing } from './basic-challenge-missing.ts'
import { basicFailure400 } from './basic-failure-400.ts'
import { basicNotDecoded } from './basic-not-decoded.ts'
import { basicSchemeCaseSensitive } from './basic-scheme-case-sensitive.ts'
import { basicUnsupported } from './basic-unsupported.ts'
import { clientEnumeration } from './client-enumeration.ts'
import { clientIdMismatchIgnored } from './client-id-mismatch-ignored.ts'
import { clientSecretOptional } from './client-secret-optional.ts'
import { emptySecretAccepted } from './empty-secret-accepted.ts'
import { invalidClientWrongCode } from './invalid-client-wrong-code.ts'
import { malformedBasic500 } from './malformed-basic-500.ts'
import { multipleAuthAccepted } from './multiple-auth-accepted.ts'
import { onlySharedSecrets } from './only-shared-secrets.ts'
import { postAuthBroken } from './post-auth-broken.ts'
import { queryCredentialsAccepted } from './query-credentials-accepted.ts'
import { redundantClientIdRejected } from './redundant-client-id-rejected.ts'
import { secretOfAnyClient } from './secret-of-any-client.ts'
import { secretPrefixCompare } from './secret-prefix-compare.ts'
import { secretUnchecked } from './secret-unchecked.ts'
import { unknownClient404 } from './unknown-client-404.ts'
import { clientSecretNoRateLimit } from './client-secret-no-rate-limit.ts'
import { clientSecretWeak } from './client-secret-weak.ts'

export const clientAuthDefects: readonly Defect[] = [
  basicChallengeMissing,
  basicFailure400,
  basicNotDecoded,
  basicSchemeCaseSensitive,
  basicUnsupported,
  clientEnumeration,
  clientIdMismatchIgnored,
  clientSecretOptional,
  emptySecretAccepted,
  invalidClientWrongCode,
  malformedBasic500,
  multipleAuthAccepted,
  onlySharedSecrets,
  postAuthBroken,
  queryCredentialsAccepted,
  redundantClientIdRejected,
  secretOfAnyClient,
  secretPrefixCompare,
  secretUnchecked,
  unknownClient404,
  clientSecretNoRateLimit,
  clientSecretWeak,
]
