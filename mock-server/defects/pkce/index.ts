import type { Defect } from '../defect.ts'
import { pkceChallengePerSession } from './pkce-challenge-per-session.ts'
import { pkceDowngrade } from './pkce-downgrade.ts'
import { pkceMethodNotStored } from './pkce-method-not-stored.ts'
import { pkceOptionalPublic } from './pkce-optional-public.ts'
import { pkceS256WrongEncoding } from './pkce-s256-wrong-encoding.ts'
import { pkceUnknownMethodIgnored } from './pkce-unknown-method-ignored.ts'
import { pkceUnverified } from './pkce-unverified.ts'
import { pkceVerifierOptional } from './pkce-verifier-optional.ts'

export const pkceDefects: readonly Defect[] = [
  pkceChallengePerSession,
  pkceDowngrade,
  pkceMethodNotStored,
  pkceOptionalPublic,
  pkceS256WrongEncoding,
  pkceUnknownMethodIgnored,
  pkceUnverified,
  pkceVerifierOptional,
]
