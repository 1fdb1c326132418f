import type { Defect } from '../defect.ts'
import { expiresInString } from './expires-in-string.ts'
import { tokenDuplicatesAccepted } from './token-duplicates-accepted.ts'
import { tokenGetAccepted } from './token-get-accepted.ts'
import { tokenSuccessFormEncoded } from './token-success-form-encoded.ts'

export const tokenDefects: readonly Defect[] = [
  expiresInString,
  tokenDuplicatesAccepted,
  tokenGetAccepted,
  tokenSuccessFormEncoded,
]
