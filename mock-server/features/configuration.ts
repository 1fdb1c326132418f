import type { Configuration } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { authorizationDetails } from './authorization-details.ts'
import { backchannelAuthentication } from './backchannel-authentication.ts'
import { dpopFeature } from './dpop.ts'
import { mtlsFeature } from './mtls.ts'
import { resourceIndicators } from './resource-servers.ts'

type Features = NonNullable<Configuration['features']>

/** The features of oidc-provider that a tenant's options switch on or off; nothing for those left out. */
export function extensions(tenant: Tenant, issuer: string) {
  return {
    ...dpopFeature(tenant),
    ...mtlsFeature(tenant),
    ...resourceIndicators(tenant, issuer),
    ...authorizationDetails(tenant),
    ...backchannelAuthentication(tenant),
    ...metadataDocuments(tenant),
    ...requests(tenant),
    ...answers(tenant),
  }
}

function metadataDocuments({ settings }: Tenant): Pick<Features, 'clientIdMetadataDocument'> {
  if (settings.features.clientIdMetadata !== true) return {}
  // A test that changes its document wants it read again, unless the document says how long it is good.
  return {
    clientIdMetadataDocument: { enabled: true, ack: 'draft-02', cacheDuration: { min: 1, max: 86_400 } },
  }
}

function requests({
  settings,
}: Tenant): Pick<Features, 'pushedAuthorizationRequests' | 'requestObjects' | 'claimsParameter'> {
  const { par, jar, claimsParameter } = settings.features
  return {
    ...(par === undefined
      ? {}
      : {
          pushedAuthorizationRequests: {
            enabled: par !== 'off',
            requirePushedAuthorizationRequests: par === 'required',
          },
        }),
    ...(jar === undefined ? {} : { requestObjects: { enabled: true, requireSignedRequestObject: jar === 'required' } }),
    ...(claimsParameter === true ? { claimsParameter: { enabled: true } } : {}),
  }
}

function answers({
  settings,
}: Tenant): Pick<Features, 'jwtResponseModes' | 'encryption' | 'jwtUserinfo' | 'backchannelLogout'> {
  const { jarm, encryption, signedUserinfo, logout } = settings.features
  return {
    ...(jarm === true ? { jwtResponseModes: { enabled: true } } : {}),
    ...(encryption === true ? { encryption: { enabled: true } } : {}),
    ...(encryption === true || signedUserinfo === true ? { jwtUserinfo: { enabled: true } } : {}),
    ...(logout?.backchannel === true ? { backchannelLogout: { enabled: true } } : {}),
  }
}
