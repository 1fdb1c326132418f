import type { Defect } from '../defect.ts'
import { dialectClientScopeUnlimited } from './dialect-client-scope-unlimited.ts'
import { jsonAndBasicMixed } from './json-and-basic-mixed.ts'
import { jsonCharsetRejected } from './json-charset-rejected.ts'
import { jsonClientCredentialsUnsupported } from './json-client-credentials-unsupported.ts'
import { jsonCodeReusable } from './json-code-reusable.ts'
import { jsonCodeUnsupported } from './json-code-unsupported.ts'
import { jsonNullAsString } from './json-null-as-string.ts'
import { jsonRedirectUriRequired } from './json-redirect-uri-required.ts'
import { jsonRefreshUnsupported } from './json-refresh-unsupported.ts'
import { jsonSecretUnchecked } from './json-secret-unchecked.ts'
import { jsonSkipsScopeCheck } from './json-skips-scope-check.ts'
import { jsonTypeConfusion500 } from './json-type-confusion-500.ts'
import { jsonValuesUrlDecoded } from './json-values-url-decoded.ts'
import { passwordWithoutRefreshToken } from './password-without-refresh-token.ts'

export const dialectDefects: readonly Defect[] = [
  dialectClientScopeUnlimited,
  jsonAndBasicMixed,
  jsonCharsetRejected,
  jsonClientCredentialsUnsupported,
  jsonCodeReusable,
  jsonCodeUnsupported,
  jsonNullAsString,
  jsonRedirectUriRequired,
  jsonRefreshUnsupported,
  jsonSecretUnchecked,
  jsonSkipsScopeCheck,
  jsonTypeConfusion500,
  jsonValuesUrlDecoded,
  passwordWithoutRefreshToken,
]
