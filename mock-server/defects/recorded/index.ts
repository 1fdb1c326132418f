import type { Defect } from '../defect.ts'
import { tokenErrorIllegalCharacters } from './token-error-illegal-characters.ts'
import { tokenInSetCookie } from './token-in-set-cookie.ts'
import { tokenNextToError } from './token-next-to-error.ts'
import { tokenRedirects } from './token-redirects.ts'
import { oversizedTokens } from './oversized-tokens.ts'
import { refreshTokenInFrontChannel } from './refresh-token-in-front-channel.ts'

export const recordedDefects: readonly Defect[] = [
  tokenErrorIllegalCharacters,
  tokenInSetCookie,
  tokenNextToError,
  tokenRedirects,
  oversizedTokens,
  refreshTokenInFrontChannel,
]
