import type { Defect } from '../defect.ts'
import { introspectBadSecret400 } from './introspect-bad-secret-400.ts'
import { introspectIgnoresExpiry } from './introspect-ignores-expiry.ts'
import { introspectIgnoresRevocation } from './introspect-ignores-revocation.ts'
import { introspectInactiveLeaks } from './introspect-inactive-leaks.ts'
import { introspectMissingTokenOk } from './introspect-missing-token-ok.ts'
import { introspectOpenToAll } from './introspect-open-to-all.ts'
import { introspectPublicSeesAll } from './introspect-public-sees-all.ts'
import { introspectReportsCaller } from './introspect-reports-caller.ts'
import { introspectTrustsHint } from './introspect-trusts-hint.ts'
import { introspectUnknownIsError } from './introspect-unknown-is-error.ts'
import { introspectWrongTypes } from './introspect-wrong-types.ts'
import { introspectTrustsJwtPayload } from './introspect-trusts-jwt-payload.ts'
import { introspectIgnoresAudience } from './introspect-ignores-audience.ts'

export const introspectionDefects: readonly Defect[] = [
  introspectBadSecret400,
  introspectIgnoresExpiry,
  introspectIgnoresRevocation,
  introspectInactiveLeaks,
  introspectMissingTokenOk,
  introspectOpenToAll,
  introspectPublicSeesAll,
  introspectReportsCaller,
  introspectTrustsHint,
  introspectUnknownIsError,
  introspectWrongTypes,
  introspectTrustsJwtPayload,
  introspectIgnoresAudience,
]
