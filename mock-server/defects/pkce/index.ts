import type { Defect } from '../defect.ts'
import { pkceChallengeInCode } from './pkce-challenge-in-code.ts'
import { pkceChallengeNormalised } from './pkce-challenge-normalised.ts'
import { pkceChallengePerSession } from './pkce-challenge-per-session.ts'
import { pkceDefaultS256 } from './pkce-default-s256.ts'
import { pkceDowngrade } from './pkce-downgrade.ts'
import { pkceEmptyChallengeAccepted } from './pkce-empty-challenge-accepted.ts'
import { pkceEmptyVerifierPasses } from './pkce-empty-verifier-passes.ts'
import { pkceLongVerifier } from './pkce-long-verifier.ts'
import { pkceMethodNotStored } from './pkce-method-not-stored.ts'
import { pkceMissingChallengeWrongError } from './pkce-missing-challenge-wrong-error.ts'
import { pkceNotAdvertised } from './pkce-not-advertised.ts'
import { pkceOptionalPublic } from './pkce-optional-public.ts'
import { pkcePlainAccepted } from './pkce-plain-accepted.ts'
import { pkcePlainUnverified } from './pkce-plain-unverified.ts'
import { pkceS256WrongEncoding } from './pkce-s256-wrong-encoding.ts'
import { pkceShortVerifier } from './pkce-short-verifier.ts'
import { pkceTildeRejected } from './pkce-tilde-rejected.ts'
import { pkceUnknownMethodIgnored } from './pkce-unknown-method-ignored.ts'
import { pkceUnverified } from './pkce-unverified.ts'
import { pkceVerifierAnyCharacters } from './pkce-verifier-any-characters.ts'
import { pkceVerifierOptional } from './pkce-verifier-optional.ts'
import { pkceOptionalConfidential } from './pkce-optional-confidential.ts'
import { pkceParametersRejected } from './pkce-parameters-rejected.ts'

export const pkceDefects: readonly Defect[] = [
  pkceChallengeInCode,
  pkceChallengeNormalised,
  pkceChallengePerSession,
  pkceDefaultS256,
  pkceDowngrade,
  pkceEmptyChallengeAccepted,
  pkceEmptyVerifierPasses,
  pkceLongVerifier,
  pkceMethodNotStored,
  pkceMissingChallengeWrongError,
  pkceNotAdvertised,
  pkceOptionalPublic,
  pkcePlainAccepted,
  pkcePlainUnverified,
  pkceS256WrongEncoding,
  pkceShortVerifier,
  pkceTildeRejected,
  pkceUnknownMethodIgnored,
  pkceUnverified,
  pkceVerifierAnyCharacters,
  pkceVerifierOptional,
  pkceOptionalConfidential,
  pkceParametersRejected,
]
