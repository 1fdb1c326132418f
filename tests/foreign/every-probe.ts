import { clientAuthProbes } from './probes/client-auth.ts'
import { clientCredentialsProbes } from './probes/client-credentials.ts'
import { codeProbes } from './probes/code.ts'
import { expiresInMatchesToken } from './probes/expiry.ts'
import { pkceProbes } from './probes/pkce.ts'
import type { Probe } from './probes/probe.ts'
import { refreshProbes } from './probes/refresh.ts'
import { tokenProbes } from './probes/token.ts'

/** By the catalogue's law; those of expiry that need a lifetime are made by `expiryProbes`. */
export const everyProbe: Readonly<Record<string, Probe>> = {
  ...codeProbes,
  ...tokenProbes,
  ...clientAuthProbes,
  ...refreshProbes,
  ...clientCredentialsProbes,
  ...pkceProbes,
  'expiry.expires-in-matches-token': expiresInMatchesToken,
}
