import type { Defect } from '../defect.ts'
import { accessTokenNonAscii } from './access-token-non-ascii.ts'
import { expiresInString } from './expires-in-string.ts'
import { grantNotRestricted } from './grant-not-restricted.ts'
import { missingGrantTypeWrongError } from './missing-grant-type-wrong-error.ts'
import { tokenCacheable } from './token-cacheable.ts'
import { tokenDuplicatesAccepted } from './token-duplicates-accepted.ts'
import { tokenErrorHtml } from './token-error-html.ts'
import { tokenErrorStatus200 } from './token-error-status-200.ts'
import { tokenGetAccepted } from './token-get-accepted.ts'
import { tokenSuccessFormEncoded } from './token-success-form-encoded.ts'
import { tokenTypeMissing } from './token-type-missing.ts'
import { tokenUnknownParamRejected } from './token-unknown-param-rejected.ts'
import { unknownGrantTypeWrongError } from './unknown-grant-type-wrong-error.ts'

export const tokenDefects: readonly Defect[] = [
  accessTokenNonAscii,
  expiresInString,
  grantNotRestricted,
  missingGrantTypeWrongError,
  tokenCacheable,
  tokenDuplicatesAccepted,
  tokenErrorHtml,
  tokenErrorStatus200,
  tokenGetAccepted,
  tokenSuccessFormEncoded,
  tokenTypeMissing,
  tokenUnknownParamRejected,
  unknownGrantTypeWrongError,
]
