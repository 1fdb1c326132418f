import type { Defect } from '../defect.ts'
import { assertionAcceptsRequestObject } from './assertion-accepts-request-object.ts'
import { assertionAlgNone } from './assertion-alg-none.ts'
import { assertionAnyAlg } from './assertion-any-alg.ts'
import { assertionAnyRegisteredKey } from './assertion-any-registered-key.ts'
import { assertionAudLax } from './assertion-aud-lax.ts'
import { assertionAudTokenEndpointOnly } from './assertion-aud-token-endpoint-only.ts'
import { assertionAudUnchecked } from './assertion-aud-unchecked.ts'
import { assertionErrorInvalidGrant } from './assertion-error-invalid-grant.ts'
import { assertionExpIgnored } from './assertion-exp-ignored.ts'
import { assertionExpOptional } from './assertion-exp-optional.ts'
import { assertionHs256WithPublicKey } from './assertion-hs256-with-public-key.ts'
import { assertionIssUnchecked } from './assertion-iss-unchecked.ts'
import { assertionLivesForever } from './assertion-lives-forever.ts'
import { assertionNbfIgnored } from './assertion-nbf-ignored.ts'
import { assertionNoSkew } from './assertion-no-skew.ts'
import { assertionOldIat } from './assertion-old-iat.ts'
import { assertionRefused } from './assertion-refused.ts'
import { assertionReplay } from './assertion-replay.ts'
import { assertionSignatureUnchecked } from './assertion-signature-unchecked.ts'
import { assertionSubUnchecked } from './assertion-sub-unchecked.ts'
import { assertionTypJwtOnly } from './assertion-typ-jwt-only.ts'
import { assertionTypeIgnored } from './assertion-type-ignored.ts'

/** Faults in how clients authenticate with signed assertions. */
export const jwtClientAuthDefects: readonly Defect[] = [
  assertionAcceptsRequestObject,
  assertionAlgNone,
  assertionAnyAlg,
  assertionAnyRegisteredKey,
  assertionAudLax,
  assertionAudTokenEndpointOnly,
  assertionAudUnchecked,
  assertionErrorInvalidGrant,
  assertionExpIgnored,
  assertionExpOptional,
  assertionHs256WithPublicKey,
  assertionIssUnchecked,
  assertionLivesForever,
  assertionNbfIgnored,
  assertionNoSkew,
  assertionOldIat,
  assertionRefused,
  assertionReplay,
  assertionSignatureUnchecked,
  assertionSubUnchecked,
  assertionTypJwtOnly,
  assertionTypeIgnored,
]
