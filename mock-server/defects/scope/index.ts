import type { Defect } from '../defect.ts'
import { invalidScopeWrongCode } from './invalid-scope-wrong-code.ts'
import { malformedScopeAccepted } from './malformed-scope-accepted.ts'
import { narrowedScopeNotReported } from './narrowed-scope-not-reported.ts'
import { scopeAsArray } from './scope-as-array.ts'
import { scopeCaseInsensitive } from './scope-case-insensitive.ts'
import { scopeOmittedWrongError } from './scope-omitted-wrong-error.ts'
import { scopeOrderMatters } from './scope-order-matters.ts'
import { unknownScopeGranted } from './unknown-scope-granted.ts'

export const scopeDefects: readonly Defect[] = [
  invalidScopeWrongCode,
  malformedScopeAccepted,
  narrowedScopeNotReported,
  scopeAsArray,
  scopeCaseInsensitive,
  scopeOmittedWrongError,
  scopeOrderMatters,
  unknownScopeGranted,
]
