import type { Defect } from '../defect.ts'
import { accessTokenNonAscii } from './access-token-non-ascii.ts'
import { expiresInMilliseconds } from './expires-in-milliseconds.ts'
import { expiresInMissing } from './expires-in-missing.ts'
import { expiresInString } from './expires-in-string.ts'
import { grantNotRestricted } from './grant-not-restricted.ts'
import { grantTypeCaseInsensitive } from './grant-type-case-insensitive.ts'
import { missingGrantTypeWrongError } from './missing-grant-type-wrong-error.ts'
import { plusNotDecoded } from './plus-not-decoded.ts'
import { pragmaMissing } from './pragma-missing.ts'
import { tokenCacheable } from './token-cacheable.ts'
import { tokenCharsetParameterRejected } from './token-charset-parameter-rejected.ts'
import { tokenCorsCredentials } from './token-cors-credentials.ts'
import { tokenDuplicatesAccepted } from './token-duplicates-accepted.ts'
import { tokenEmptyParamRejected } from './token-empty-param-rejected.ts'
import { tokenEndpointFragment } from './token-endpoint-fragment.ts'
import { tokenErrorCacheable } from './token-error-cacheable.ts'
import { tokenErrorHtml } from './token-error-html.ts'
import { tokenErrorStatus200 } from './token-error-status-200.ts'
import { tokenGetAccepted } from './token-get-accepted.ts'
import { tokenQueryParamsUsed } from './token-query-params-used.ts'
import { tokenResponseDuplicateMembers } from './token-response-duplicate-members.ts'
import { tokenSuccessFormEncoded } from './token-success-form-encoded.ts'
import { tokenTypeMissing } from './token-type-missing.ts'
import { tokenUnknownParamRejected } from './token-unknown-param-rejected.ts'
import { unauthorizedClientWrongCode } from './unauthorized-client-wrong-code.ts'
import { unknownGrantTypeWrongError } from './unknown-grant-type-wrong-error.ts'
import { tokenPutAccepted } from './token-put-accepted.ts'

export const tokenDefects: readonly Defect[] = [
  accessTokenNonAscii,
  expiresInMilliseconds,
  expiresInMissing,
  expiresInString,
  grantNotRestricted,
  grantTypeCaseInsensitive,
  missingGrantTypeWrongError,
  plusNotDecoded,
  pragmaMissing,
  tokenCacheable,
  tokenCharsetParameterRejected,
  tokenCorsCredentials,
  tokenDuplicatesAccepted,
  tokenEmptyParamRejected,
  tokenEndpointFragment,
  tokenErrorCacheable,
  tokenErrorHtml,
  tokenErrorStatus200,
  tokenGetAccepted,
  tokenQueryParamsUsed,
  tokenResponseDuplicateMembers,
  tokenSuccessFormEncoded,
  tokenTypeMissing,
  tokenUnknownParamRejected,
  unauthorizedClientWrongCode,
  unknownGrantTypeWrongError,
  tokenPutAccepted,
]
