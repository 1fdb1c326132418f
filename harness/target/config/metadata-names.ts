/** Registered authorization server metadata with a URL as value (RFC 8414, OpenID Discovery and their extensions). */
export const metadataUrls = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'registration_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
  'device_authorization_endpoint',
  'pushed_authorization_request_endpoint',
  'backchannel_authentication_endpoint',
  'end_session_endpoint',
  'check_session_iframe',
  'service_documentation',
  'op_policy_uri',
  'op_tos_uri',
] as const

/** Registered metadata with a list of texts as value. */
export const metadataLists = [
  'scopes_supported',
  'response_types_supported',
  'response_modes_supported',
  'grant_types_supported',
  'acr_values_supported',
  'subject_types_supported',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'introspection_endpoint_auth_methods_supported',
  'introspection_endpoint_auth_signing_alg_values_supported',
  'revocation_endpoint_auth_methods_supported',
  'revocation_endpoint_auth_signing_alg_values_supported',
  'code_challenge_methods_supported',
  'id_token_signing_alg_values_supported',
  'id_token_encryption_alg_values_supported',
  'id_token_encryption_enc_values_supported',
  'userinfo_signing_alg_values_supported',
  'userinfo_encryption_alg_values_supported',
  'userinfo_encryption_enc_values_supported',
  'request_object_signing_alg_values_supported',
  'request_object_encryption_alg_values_supported',
  'request_object_encryption_enc_values_supported',
  'authorization_signing_alg_values_supported',
  'authorization_encryption_alg_values_supported',
  'authorization_encryption_enc_values_supported',
  'dpop_signing_alg_values_supported',
  'authorization_details_types_supported',
  'prompt_values_supported',
  'display_values_supported',
  'claim_types_supported',
  'claims_supported',
  'claims_locales_supported',
  'ui_locales_supported',
  'backchannel_token_delivery_modes_supported',
  'backchannel_authentication_request_signing_alg_values_supported',
  'protected_resources',
] as const

/** Registered metadata with true or false as value. */
export const metadataFlags = [
  'claims_parameter_supported',
  'request_parameter_supported',
  'request_uri_parameter_supported',
  'require_request_uri_registration',
  'require_signed_request_object',
  'require_pushed_authorization_requests',
  'tls_client_certificate_bound_access_tokens',
  'authorization_response_iss_parameter_supported',
  'backchannel_user_code_parameter_supported',
  'backchannel_logout_supported',
  'backchannel_logout_session_supported',
  'frontchannel_logout_supported',
  'frontchannel_logout_session_supported',
  'client_id_metadata_document_supported',
] as const

type Values = Record<(typeof metadataUrls)[number], string> &
  Record<(typeof metadataLists)[number], readonly string[]> &
  Record<(typeof metadataFlags)[number], boolean>

/** Metadata a target file states; endpoints under `mtls_endpoint_aliases` are those of RFC 8705 section 5. */
export type StatedMetadata = Readonly<Partial<Values>> & {
  readonly mtls_endpoint_aliases?: Readonly<Partial<Record<(typeof metadataUrls)[number], string>>>
}
