import type { Defect } from '../defect.ts'
import { accessTokenWeak } from './access-token-weak.ts'
import { codeRepeats } from './code-repeats.ts'
import { codeSequential } from './code-sequential.ts'
import { codeWeak } from './code-weak.ts'
import { refreshTokenWeak } from './refresh-token-weak.ts'
import { tokensExactly128Bits } from './tokens-exactly-128-bits.ts'

export const entropyDefects: readonly Defect[] = [
  accessTokenWeak,
  codeRepeats,
  codeSequential,
  codeWeak,
  refreshTokenWeak,
  tokensExactly128Bits,
]
