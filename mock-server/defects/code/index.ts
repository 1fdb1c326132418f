import type { Defect } from '../defect.ts'
import { codeAcceptedAsToken } from './code-accepted-as-token.ts'
import { codeClientIdOptional } from './code-client-id-optional.ts'
import { codeClientUnbound } from './code-client-unbound.ts'
import { codeExchangeBroken } from './code-exchange-broken.ts'
import { codeNonAscii } from './code-non-ascii.ts'
import { codePrefixCompare } from './code-prefix-compare.ts'
import { codePublicClientUnbound } from './code-public-client-unbound.ts'
import { codeRace } from './code-race.ts'
import { codeRedirectUriAnyRegistered } from './code-redirect-uri-any-registered.ts'
import { codeRedirectUriOptional } from './code-redirect-uri-optional.ts'
import { codeRedirectUriUnchecked } from './code-redirect-uri-unchecked.ts'
import { codeReplayDenialOfService } from './code-replay-denial-of-service.ts'
import { codeReusable } from './code-reusable.ts'
import { codeReusableAfterPause } from './code-reusable-after-pause.ts'
import { codeReuseKeepsAccessToken } from './code-reuse-keeps-access-token.ts'
import { codeReuseKeepsRefreshToken } from './code-reuse-keeps-refresh-token.ts'
import { codeScopeWidening } from './code-scope-widening.ts'
import { codeWithoutClientAuthentication } from './code-without-client-authentication.ts'
import { missingCodeWrongError } from './missing-code-wrong-error.ts'
import { unknownCodeWrongError } from './unknown-code-wrong-error.ts'

export const codeDefects: readonly Defect[] = [
  codeAcceptedAsToken,
  codeClientIdOptional,
  codeClientUnbound,
  codeExchangeBroken,
  codeNonAscii,
  codePrefixCompare,
  codePublicClientUnbound,
  codeRace,
  codeRedirectUriAnyRegistered,
  codeRedirectUriOptional,
  codeRedirectUriUnchecked,
  codeReplayDenialOfService,
  codeReusable,
  codeReusableAfterPause,
  codeReuseKeepsAccessToken,
  codeReuseKeepsRefreshToken,
  codeScopeWidening,
  codeWithoutClientAuthentication,
  missingCodeWrongError,
  unknownCodeWrongError,
]
