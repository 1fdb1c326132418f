import { jwtGrantAudUnchecked } from './jwt-grant-aud-unchecked.ts'
import { jwtGrantIgnoresClientSecret } from './jwt-grant-ignores-client-secret.ts'
import { jwtGrantMissingOk } from './jwt-grant-missing-ok.ts'
import { jwtGrantRefused } from './jwt-grant-refused.ts'
import { jwtGrantReplay } from './jwt-grant-replay.ts'
import { jwtGrantSubOptional } from './jwt-grant-sub-optional.ts'
import { jwtGrantUnverified } from './jwt-grant-unverified.ts'
import { jwtGrantWindowIgnored } from './jwt-grant-window-ignored.ts'
import type { Defect } from '../defect.ts'

export const jwtGrantDefects: readonly Defect[] = [
  jwtGrantAudUnchecked,
  jwtGrantIgnoresClientSecret,
  jwtGrantMissingOk,
  jwtGrantRefused,
  jwtGrantReplay,
  jwtGrantSubOptional,
  jwtGrantUnverified,
  jwtGrantWindowIgnored,
]
