import type { Defect } from '../defect.ts'
import { issEchoedFromRequest } from './iss-echoed-from-request.ts'
import { issMissing } from './iss-missing.ts'
import { issMissingInError } from './iss-missing-in-error.ts'
import { issNotAnnounced } from './iss-not-announced.ts'
import { issWithQuery } from './iss-with-query.ts'
import { issWrong } from './iss-wrong.ts'

export const issDefects: readonly Defect[] = [
  issEchoedFromRequest,
  issMissing,
  issMissingInError,
  issNotAnnounced,
  issWithQuery,
  issWrong,
]
