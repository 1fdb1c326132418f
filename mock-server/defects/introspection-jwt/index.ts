import type { Defect } from '../defect.ts'
import { introspectJwtAudNotCaller } from './introspect-jwt-aud-not-caller.ts'
import { introspectJwtInactiveLeaks } from './introspect-jwt-inactive-leaks.ts'
import { introspectJwtLooksLikeToken } from './introspect-jwt-looks-like-token.ts'
import { introspectJwtPlainOnDemand } from './introspect-jwt-plain-on-demand.ts'
import { introspectJwtWrongType } from './introspect-jwt-wrong-type.ts'

export const introspectionJwtDefects: readonly Defect[] = [
  introspectJwtAudNotCaller,
  introspectJwtInactiveLeaks,
  introspectJwtLooksLikeToken,
  introspectJwtPlainOnDemand,
  introspectJwtWrongType,
]
