import type { Defect } from '../defect.ts'
import { acceptsSecretInJsonBody } from './accepts-secret-in-json-body.ts'
import { hiddenImplicitFlow } from './hidden-implicit-flow.ts'
import { hiddenPasswordGrant } from './hidden-password-grant.ts'
import { metadataAdvertisesDeadEndpoint } from './metadata-advertises-dead-endpoint.ts'
import { metadataAlgNone } from './metadata-alg-none.ts'
import { metadataAppendedOnly } from './metadata-appended-only.ts'
import { metadataAuthMethodBroken } from './metadata-auth-method-broken.ts'
import { metadataBooleansAsStrings } from './metadata-booleans-as-strings.ts'
import { metadataDocumentsDisagree } from './metadata-documents-disagree.ts'
import { metadataEndpointHttp } from './metadata-endpoint-http.ts'
import { metadataIssuerTrailingSlash } from './metadata-issuer-trailing-slash.ts'
import { metadataIssuerWithQuery } from './metadata-issuer-with-query.ts'
import { metadataListsUnknownScope } from './metadata-lists-unknown-scope.ts'
import { metadataListsUnsupportedGrant } from './metadata-lists-unsupported-grant.ts'
import { metadataLocation404 } from './metadata-location-404.ts'
import { metadataNoResponseTypes } from './metadata-no-response-types.ts'
import { metadataPkceUnlistedPlain } from './metadata-pkce-unlisted-plain.ts'
import { metadataWrongContentType } from './metadata-wrong-content-type.ts'
import { responseModeIgnored } from './response-mode-ignored.ts'
import { signedMetadataAlgNone } from './signed-metadata-alg-none.ts'
import { jwksMissingSigningKey } from './jwks-missing-signing-key.ts'
import { metadataOmitsNondefaultAuth } from './metadata-omits-nondefault-auth.ts'

export const metadataDefects: readonly Defect[] = [
  acceptsSecretInJsonBody,
  hiddenImplicitFlow,
  hiddenPasswordGrant,
  metadataAdvertisesDeadEndpoint,
  metadataAlgNone,
  metadataAppendedOnly,
  metadataAuthMethodBroken,
  metadataBooleansAsStrings,
  metadataDocumentsDisagree,
  metadataEndpointHttp,
  metadataIssuerTrailingSlash,
  metadataIssuerWithQuery,
  metadataListsUnknownScope,
  metadataListsUnsupportedGrant,
  metadataLocation404,
  metadataNoResponseTypes,
  metadataPkceUnlistedPlain,
  metadataWrongContentType,
  responseModeIgnored,
  signedMetadataAlgNone,
  jwksMissingSigningKey,
  metadataOmitsNondefaultAuth,
]
