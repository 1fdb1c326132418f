import type { Defect } from '../defect.ts'
import { revokeAccessKeepsRefresh } from './revoke-access-keeps-refresh.ts'
import { revokeAccessNoop } from './revoke-access-noop.ts'
import { revokeAnyClientsToken } from './revoke-any-clients-token.ts'
import { revokeMissingTokenOk } from './revoke-missing-token-ok.ts'
import { revokeRefreshKeepsAccess } from './revoke-refresh-keeps-access.ts'
import { revokeRefreshNoop } from './revoke-refresh-noop.ts'
import { revokeRefusesPublicClient } from './revoke-refuses-public-client.ts'
import { revokeTrustsHint } from './revoke-trusts-hint.ts'
import { revokeUnknownTokenError } from './revoke-unknown-token-error.ts'
import { revokeWithoutClientAuth } from './revoke-without-client-auth.ts'
import { revokeJwtSilentlyIgnored } from './revoke-jwt-silently-ignored.ts'

export const revocationDefects: readonly Defect[] = [
  revokeAccessKeepsRefresh,
  revokeAccessNoop,
  revokeAnyClientsToken,
  revokeMissingTokenOk,
  revokeRefreshKeepsAccess,
  revokeRefreshNoop,
  revokeRefusesPublicClient,
  revokeTrustsHint,
  revokeUnknownTokenError,
  revokeWithoutClientAuth,
  revokeJwtSilentlyIgnored,
]
