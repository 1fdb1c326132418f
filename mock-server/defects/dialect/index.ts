import type { Defect } from '../defect.ts'
import { accessTokenOpaque } from './access-token-opaque.ts'
import { api401As403 } from './api-401-as-403.ts'
import { api403As401 } from './api-403-as-401.ts'
import { apiAcceptsExpiredToken } from './api-accepts-expired-token.ts'
import { apiMethodScopeUnchecked } from './api-method-scope-unchecked.ts'
import { apiTokenFromUrl } from './api-token-from-url.ts'
import { audienceDroppedInCodeFlow } from './audience-dropped-in-code-flow.ts'
import { audienceIgnored } from './audience-ignored.ts'
import { audienceNotEnforced } from './audience-not-enforced.ts'
import { audienceUnchecked } from './audience-unchecked.ts'
import { clientCredentialsRefreshTokenDead } from './client-credentials-refresh-token-dead.ts'
import { codeAnswerWithoutRefreshToken } from './code-answer-without-refresh-token.ts'
import { dialectClientScopeUnlimited } from './dialect-client-scope-unlimited.ts'
import { dialectRefreshTokenUnchanged } from './dialect-refresh-token-unchanged.ts'
import { expiresInNotAsDocumented } from './expires-in-not-as-documented.ts'
import { httpRedirectedWithToken } from './http-redirected-with-token.ts'
import { implicitReturnsCode } from './implicit-returns-code.ts'
import { jsonAndBasicMixed } from './json-and-basic-mixed.ts'
import { jsonCharsetRejected } from './json-charset-rejected.ts'
import { jsonClientCredentialsRefreshToken } from './json-client-credentials-refresh-token.ts'
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
import { localhostRedirectRefused } from './localhost-redirect-refused.ts'
import { meResourceCached } from './me-resource-cached.ts'
import { meResourceWrongShape } from './me-resource-wrong-shape.ts'
import { passwordWithoutRefreshToken } from './password-without-refresh-token.ts'
import { scopeColonMangled } from './scope-colon-mangled.ts'
import { scopeRequired } from './scope-required.ts'

export const dialectDefects: readonly Defect[] = [
  accessTokenOpaque,
  api401As403,
  api403As401,
  apiAcceptsExpiredToken,
  apiMethodScopeUnchecked,
  apiTokenFromUrl,
  audienceDroppedInCodeFlow,
  audienceIgnored,
  audienceNotEnforced,
  audienceUnchecked,
  clientCredentialsRefreshTokenDead,
  codeAnswerWithoutRefreshToken,
  dialectClientScopeUnlimited,
  dialectRefreshTokenUnchanged,
  expiresInNotAsDocumented,
  httpRedirectedWithToken,
  implicitReturnsCode,
  jsonAndBasicMixed,
  jsonCharsetRejected,
  jsonClientCredentialsRefreshToken,
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
  localhostRedirectRefused,
  meResourceCached,
  meResourceWrongShape,
  passwordWithoutRefreshToken,
  scopeColonMangled,
  scopeRequired,
]
