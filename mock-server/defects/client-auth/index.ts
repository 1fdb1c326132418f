import type { Defect } from '../defect.ts'
import { basicChallengeMissing } from './basic-challenge-missing.ts'
import { basicFailure400 } from './basic-failure-400.ts'
import { basicUnsupported } from './basic-unsupported.ts'
import { clientIdMismatchIgnored } from './client-id-mismatch-ignored.ts'
import { clientSecretOptional } from './client-secret-optional.ts'
import { emptySecretAccepted } from './empty-secret-accepted.ts'
import { invalidClientWrongCode } from './invalid-client-wrong-code.ts'
import { malformedBasic500 } from './malformed-basic-500.ts'
import { multipleAuthAccepted } from './multiple-auth-accepted.ts'
import { postAuthBroken } from './post-auth-broken.ts'
import { queryCredentialsAccepted } from './query-credentials-accepted.ts'
import { secretOfAnyClient } from './secret-of-any-client.ts'
import { secretPrefixCompare } from './secret-prefix-compare.ts'
import { secretUnchecked } from './secret-unchecked.ts'
import { unknownClient404 } from './unknown-client-404.ts'

export const clientAuthDefects: readonly Defect[] = [
  basicChallengeMissing,
  basicFailure400,
  basicUnsupported,
  clientIdMismatchIgnored,
  clientSecretOptional,
  emptySecretAccepted,
  invalidClientWrongCode,
  malformedBasic500,
  multipleAuthAccepted,
  postAuthBroken,
  queryCredentialsAccepted,
  secretOfAnyClient,
  secretPrefixCompare,
  secretUnchecked,
  unknownClient404,
]
