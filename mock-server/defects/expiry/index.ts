import type { Defect } from '../defect.ts'
import { accessTokenNeverExpires } from './access-token-never-expires.ts'
import { codeNeverExpires } from './code-never-expires.ts'
import { expiredToken403 } from './expired-token-403.ts'
import { expiresInMismatch } from './expires-in-mismatch.ts'
import { refreshTokenNeverExpires } from './refresh-token-never-expires.ts'

export const expiryDefects: readonly Defect[] = [
  accessTokenNeverExpires,
  codeNeverExpires,
  expiredToken403,
  expiresInMismatch,
  refreshTokenNeverExpires,
]
