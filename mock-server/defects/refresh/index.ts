import type { Defect } from '../defect.ts'
import { refreshAlwaysFails } from './refresh-always-fails.ts'
import { refreshClientUnbound } from './refresh-client-unbound.ts'
import { refreshDropsScope } from './refresh-drops-scope.ts'
import { refreshFamilySurvives } from './refresh-family-survives.ts'
import { refreshNotRotated } from './refresh-not-rotated.ts'
import { refreshOldTokenWorks } from './refresh-old-token-works.ts'
import { refreshPrefixCompare } from './refresh-prefix-compare.ts'
import { refreshRace } from './refresh-race.ts'
import { refreshScopeWidens } from './refresh-scope-widens.ts'
import { refreshTokenAcceptedByResource } from './refresh-token-accepted-by-resource.ts'
import { refreshWithoutClientAuthentication } from './refresh-without-client-authentication.ts'
import { unknownRefreshTokenWrongError } from './unknown-refresh-token-wrong-error.ts'

export const refreshDefects: readonly Defect[] = [
  refreshAlwaysFails,
  refreshClientUnbound,
  refreshDropsScope,
  refreshFamilySurvives,
  refreshNotRotated,
  refreshOldTokenWorks,
  refreshPrefixCompare,
  refreshRace,
  refreshScopeWidens,
  refreshTokenAcceptedByResource,
  refreshWithoutClientAuthentication,
  unknownRefreshTokenWrongError,
]
