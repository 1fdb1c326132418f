import type { Defect } from '../defect.ts'
import { redirectAnyHost } from './redirect-any-host.ts'
import { redirectCaseInsensitive } from './redirect-case-insensitive.ts'
import { redirectCodePollution } from './redirect-code-pollution.ts'
import { redirectDangerousScheme } from './redirect-dangerous-scheme.ts'
import { redirectDefaultFallback } from './redirect-default-fallback.ts'
import { redirectErrorBlankPage } from './redirect-error-blank-page.ts'
import { redirectErrorToInvalid } from './redirect-error-to-invalid.ts'
import { redirectFirstWhenMissing } from './redirect-first-when-missing.ts'
import { redirectFragmentStripped } from './redirect-fragment-stripped.ts'
import { redirectHostSuffixMatch } from './redirect-host-suffix-match.ts'
import { redirectIgnoresQuery } from './redirect-ignores-query.ts'
import { redirectNormalisedMatch } from './redirect-normalised-match.ts'
import { redirectOnlyFirstWorks } from './redirect-only-first-works.ts'
import { redirectPortIgnored } from './redirect-port-ignored.ts'
import { redirectPrefixMatch } from './redirect-prefix-match.ts'
import { redirectQueryDropped } from './redirect-query-dropped.ts'
import { redirectQueryNamesOnly } from './redirect-query-names-only.ts'
import { redirectRelativeAccepted } from './redirect-relative-accepted.ts'
import { redirectSchemeIgnored } from './redirect-scheme-ignored.ts'
import { redirectTrailingSlash } from './redirect-trailing-slash.ts'
import { loginReturnOpenRedirect } from './login-return-open-redirect.ts'
import { redirectHttpAllowed } from './redirect-http-allowed.ts'
import { redirectUrisOptional } from './redirect-uris-optional.ts'
import { redirectOmittedBreaksToken } from './redirect-omitted-breaks-token.ts'

export const redirectUriDefects: readonly Defect[] = [
  redirectAnyHost,
  redirectCaseInsensitive,
  redirectCodePollution,
  redirectDangerousScheme,
  redirectDefaultFallback,
  redirectErrorBlankPage,
  redirectErrorToInvalid,
  redirectFirstWhenMissing,
  redirectFragmentStripped,
  redirectHostSuffixMatch,
  redirectIgnoresQuery,
  redirectNormalisedMatch,
  redirectOnlyFirstWorks,
  redirectPortIgnored,
  redirectPrefixMatch,
  redirectQueryDropped,
  redirectQueryNamesOnly,
  redirectRelativeAccepted,
  redirectSchemeIgnored,
  redirectTrailingSlash,
  loginReturnOpenRedirect,
  redirectHttpAllowed,
  redirectUrisOptional,
  redirectOmittedBreaksToken,
]
