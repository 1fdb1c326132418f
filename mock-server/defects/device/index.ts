import type { Defect } from '../defect.ts'
import { deviceApprovalLost } from './device-approval-lost.ts'
import { deviceCodeAnyClient } from './device-code-any-client.ts'
import { deviceCodePredictable } from './device-code-predictable.ts'
import { deviceCodeReusable } from './device-code-reusable.ts'
import { deviceCompleteUriAutoApproves } from './device-complete-uri-auto-approves.ts'
import { deviceDenialStaysPending } from './device-denial-stays-pending.ts'
import { deviceDuplicatesAccepted } from './device-duplicates-accepted.ts'
import { deviceGrantForEveryone } from './device-grant-for-everyone.ts'
import { deviceMetadataHalf } from './device-metadata-half.ts'
import { deviceNeverExpires } from './device-never-expires.ts'
import { deviceNoClientAuth } from './device-no-client-auth.ts'
import { deviceNoSlowDown } from './device-no-slow-down.ts'
import { devicePendingWrongError } from './device-pending-wrong-error.ts'
import { deviceRejectsUnknownParameter } from './device-rejects-unknown-parameter.ts'
import { deviceSlowDownKills } from './device-slow-down-kills.ts'
import { deviceUnknownPending } from './device-unknown-pending.ts'
import { deviceUserCodeShort } from './device-user-code-short.ts'
import { deviceVerification404 } from './device-verification-404.ts'
import { deviceVerificationUrl } from './device-verification-url.ts'

export const deviceDefects: readonly Defect[] = [
  deviceApprovalLost,
  deviceCodeAnyClient,
  deviceCodePredictable,
  deviceCodeReusable,
  deviceCompleteUriAutoApproves,
  deviceDenialStaysPending,
  deviceDuplicatesAccepted,
  deviceGrantForEveryone,
  deviceMetadataHalf,
  deviceNeverExpires,
  deviceNoClientAuth,
  deviceNoSlowDown,
  devicePendingWrongError,
  deviceRejectsUnknownParameter,
  deviceSlowDownKills,
  deviceUnknownPending,
  deviceUserCodeShort,
  deviceVerification404,
  deviceVerificationUrl,
]
