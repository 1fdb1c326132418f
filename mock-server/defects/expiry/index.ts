import type { Defect } from '../defect.ts'
import { accessTokenLongLived } from './access-token-long-lived.ts'
import { accessTokenNeverExpires } from './access-token-never-expires.ts'
import { codeLifetimeTooLong } from './code-lifetime-too-long.ts'
import { codeNeverExpires } from './code-never-expires.ts'
import { expiredCodeWrongError } from './expired-code-wrong-error.ts'
import { expiredToken403 } from './expired-token-403.ts'
import { expiresInMismatch } from './expires-in-mismatch.ts'
import { expiresInOverstated } from './expires-in-overstated.ts'
import { refreshTokenNeverExpires } from './refresh-token-never-expires.ts'

export const expiryDefects: readonly Defect[] = [
  accessTokenLongLived,
  accessTokenNeverExpires,
  codeLifetimeTooLong,
  codeNeverExpires,
  expiredCodeWrongError,
  expiredToken403,
  expiresInMismatch,
  expiresInOverstated,
  refreshTokenNeverExpires,
]
