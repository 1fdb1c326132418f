import type { Defect } from '../defect.ts'
import { accessTokenAcceptedAsRefreshToken } from './access-token-accepted-as-refresh-token.ts'
import { missingRefreshTokenWrongError } from './missing-refresh-token-wrong-error.ts'
import { refreshAlwaysFails } from './refresh-always-fails.ts'
import { refreshClientUnbound } from './refresh-client-unbound.ts'
import { refreshDropsScope } from './refresh-drops-scope.ts'
import { refreshFamilySurvives } from './refresh-family-survives.ts'
import { refreshNarrowingIgnoredSilently } from './refresh-narrowing-ignored-silently.ts'
import { refreshNarrowingSticks } from './refresh-narrowing-sticks.ts'
import { refreshNotRotated } from './refresh-not-rotated.ts'
import { refreshOldTokenWorks } from './refresh-old-token-works.ts'
import { refreshPrefixCompare } from './refresh-prefix-compare.ts'
import { refreshPublicClientUnbound } from './refresh-public-client-unbound.ts'
import { refreshRace } from './refresh-race.ts'
import { refreshReuseKeepsAccessTokens } from './refresh-reuse-keeps-access-tokens.ts'
import { refreshSameAccessToken } from './refresh-same-access-token.ts'
import { refreshScopeWidens } from './refresh-scope-widens.ts'
import { refreshScopeWrongError } from './refresh-scope-wrong-error.ts'
import { refreshTokenAcceptedByResource } from './refresh-token-accepted-by-resource.ts'
import { refreshTokenNonAscii } from './refresh-token-non-ascii.ts'
import { refreshWithoutClientAuthentication } from './refresh-without-client-authentication.ts'
import { unknownRefreshTokenWrongError } from './unknown-refresh-token-wrong-error.ts'

export const refreshDefects: readonly Defect[] = [
  accessTokenAcceptedAsRefreshToken,
  missingRefreshTokenWrongError,
  refreshAlwaysFails,
  refreshClientUnbound,
  refreshDropsScope,
  refreshFamilySurvives,
  refreshNarrowingIgnoredSilently,
  refreshNarrowingSticks,
  refreshNotRotated,
  refreshOldTokenWorks,
  refreshPrefixCompare,
  refreshPublicClientUnbound,
  refreshRace,
  refreshReuseKeepsAccessTokens,
  refreshSameAccessToken,
  refreshScopeWidens,
  refreshScopeWrongError,
  refreshTokenAcceptedByResource,
  refreshTokenNonAscii,
  refreshWithoutClientAuthentication,
  unknownRefreshTokenWrongError,
]
