import type { Defect } from '../defect.ts'
import { authzOutageRaw500 } from './authz-outage-raw-500.ts'
import { authzCacheable } from './authz-cacheable.ts'
import { authzCors } from './authz-cors.ts'
import { authzDuplicatesAccepted } from './authz-duplicates-accepted.ts'
import { authzEmptyParamKept } from './authz-empty-param-kept.ts'
import { authzEndpointFragment } from './authz-endpoint-fragment.ts'
import { authzErrorIllegalCharacters } from './authz-error-illegal-characters.ts'
import { authzGetRejected } from './authz-get-rejected.ts'
import { authzPostLosesParameters } from './authz-post-loses-parameters.ts'
import { authzUnknownParamRejected } from './authz-unknown-param-rejected.ts'
import { autoConsentPublic } from './auto-consent-public.ts'
import { codeErrorInFragment } from './code-error-in-fragment.ts'
import { codeInFragment } from './code-in-fragment.ts'
import { codeNextToError } from './code-next-to-error.ts'
import { consentCsrf } from './consent-csrf.ts'
import { cspMissing } from './csp-missing.ts'
import { denialWrongError } from './denial-wrong-error.ts'
import { errorPageUnescaped } from './error-page-unescaped.ts'
import { frameProtectionMissing } from './frame-protection-missing.ts'
import { loginFormGet } from './login-form-get.ts'
import { loginRedirect302 } from './login-redirect-302.ts'
import { loginRedirect307 } from './login-redirect-307.ts'
import { loginSkipped } from './login-skipped.ts'
import { missingClientIdRedirects } from './missing-client-id-redirects.ts'
import { referrerPolicyUnsafe } from './referrer-policy-unsafe.ts'
import { responseSplitting } from './response-splitting.ts'
import { responseTypeOptional } from './response-type-optional.ts'
import { stateDropped } from './state-dropped.ts'
import { stateDroppedInError } from './state-dropped-in-error.ts'
import { stateInvented } from './state-invented.ts'
import { stateMangled } from './state-mangled.ts'
import { stateTruncated } from './state-truncated.ts'
import { thirdPartyScript } from './third-party-script.ts'
import { tokenInCodeResponse } from './token-in-code-response.ts'
import { unknownClientRedirects } from './unknown-client-redirects.ts'
import { unknownResponseTypeAccepted } from './unknown-response-type-accepted.ts'
import { unsupportedResponseTypeWrongCode } from './unsupported-response-type-wrong-code.ts'
import { responseTypeNotRestricted } from './response-type-not-restricted.ts'
import { consentAnonymous } from './consent-anonymous.ts'

export const authzDefects: readonly Defect[] = [
  authzOutageRaw500,
  authzCacheable,
  authzCors,
  authzDuplicatesAccepted,
  authzEmptyParamKept,
  authzEndpointFragment,
  authzErrorIllegalCharacters,
  authzGetRejected,
  authzPostLosesParameters,
  authzUnknownParamRejected,
  autoConsentPublic,
  codeErrorInFragment,
  codeInFragment,
  codeNextToError,
  consentCsrf,
  cspMissing,
  denialWrongError,
  errorPageUnescaped,
  frameProtectionMissing,
  loginFormGet,
  loginRedirect302,
  loginRedirect307,
  loginSkipped,
  missingClientIdRedirects,
  referrerPolicyUnsafe,
  responseSplitting,
  responseTypeOptional,
  stateDropped,
  stateDroppedInError,
  stateInvented,
  stateMangled,
  stateTruncated,
  thirdPartyScript,
  tokenInCodeResponse,
  unknownClientRedirects,
  unknownResponseTypeAccepted,
  unsupportedResponseTypeWrongCode,
  responseTypeNotRestricted,
  consentAnonymous,
]
