import type { Defect } from '../defect.ts'
import { clientCredentialsBroken } from './client-credentials-broken.ts'
import { clientCredentialsPublicClient } from './client-credentials-public-client.ts'
import { clientCredentialsRefreshToken } from './client-credentials-refresh-token.ts'
import { clientCredentialsScopeUnchecked } from './client-credentials-scope-unchecked.ts'
import { clientCredentialsUserSubject } from './client-credentials-user-subject.ts'
import { clientCredentialsWithoutAuthentication } from './client-credentials-without-authentication.ts'

export const clientCredentialsDefects: readonly Defect[] = [
  clientCredentialsBroken,
  clientCredentialsPublicClient,
  clientCredentialsRefreshToken,
  clientCredentialsScopeUnchecked,
  clientCredentialsUserSubject,
  clientCredentialsWithoutAuthentication,
]
