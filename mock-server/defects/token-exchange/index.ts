import { exchangeAcceptsForgedSubject } from './exchange-accepts-forged-subject.ts'
import { exchangeActorUnpaired } from './exchange-actor-unpaired.ts'
import { exchangeAnyTarget } from './exchange-any-target.ts'
import { exchangeBearerForIdToken } from './exchange-bearer-for-id-token.ts'
import { exchangeDropsActor } from './exchange-drops-actor.ts'
import { exchangeEscalatesScope } from './exchange-escalates-scope.ts'
import { exchangeIgnoresDeclaredType } from './exchange-ignores-declared-type.ts'
import { exchangeIgnoresExpiry } from './exchange-ignores-expiry.ts'
import { exchangeNoClientAuth } from './exchange-no-client-auth.ts'
import { exchangeNoIssuedTokenType } from './exchange-no-issued-token-type.ts'
import { exchangeTypeOptional } from './exchange-type-optional.ts'
import type { Defect } from '../defect.ts'

export const tokenExchangeDefects: readonly Defect[] = [
  exchangeAcceptsForgedSubject,
  exchangeActorUnpaired,
  exchangeAnyTarget,
  exchangeBearerForIdToken,
  exchangeDropsActor,
  exchangeEscalatesScope,
  exchangeIgnoresDeclaredType,
  exchangeIgnoresExpiry,
  exchangeNoClientAuth,
  exchangeNoIssuedTokenType,
  exchangeTypeOptional,
]
