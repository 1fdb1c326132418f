import type { RegistrationPolicy } from '../options.ts'
import { errors, type ClientMetadata, type Configuration } from './library.ts'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** What switches dynamic registration on (RFC 7591, section 3), with its management (RFC 7592, section 2). */
export function registrationFeatures(policy: Exclude<RegistrationPolicy, 'off'>) {
  return {
    registration: { enabled: true, initialAccessToken: policy === 'open' ? false : policy.token },
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: false },
  }
}

/** What oidc-provider lets pass at a registration and a strict server does not: the redirect URIs it wants. */
export function registrationRules(): NonNullable<Configuration['extraClientMetadata']> {
  return {
    // A name nobody uses: the rules are asked once for each client, about the client as a whole.
    properties: ['assay_redirect_rules'],
    validator(ctx, _key, _value, metadata) {
      // Clients of the tenant's own set-up come without a context; they are as their owner wants them.
      const uris: unknown = ctx === undefined ? [] : metadata.redirect_uris
      if (Array.isArray(uris)) for (const uri of uris) refuseWeak(String(uri), metadata)
    },
  }
}

function refuseWeak(uri: string, { application_type: kind = 'web' }: ClientMetadata): void {
  if (!URL.canParse(uri)) return
  const { protocol, hostname } = new URL(uri)
  // RFC 9700, section 2.6: nobody else on the way may read the code.
  if (protocol === 'http:' && !loopback.has(hostname)) {
    throw refused('redirect_uris must use https outside the loopback interface')
  }
  // RFC 8252, section 7.1: a scheme of its own is a reversed domain name.
  if (kind === 'native' && !/^https?:$/.test(protocol) && !protocol.includes('.')) {
    throw refused('redirect_uris with a scheme of their own must use a reversed domain name')
  }
}

function refused(description: string): Error {
  return Object.assign(new errors.InvalidRedirectUri(), { error_description: description })
}
