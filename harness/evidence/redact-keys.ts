import { shown } from './redact-names.ts'
import type { NameOf } from './redact-names.ts'

// An underscore stands for itself, a hyphen or nothing, so that accessToken and access-token are found as well.
function keyPattern(keys: string): string {
  return keys.replaceAll('_', '[_-]?').replaceAll(' ', '|')
}

/** Names whose value is a secret whatever it is, as alternatives of a case-insensitive pattern. */
export const SECRET_KEYS = keyPattern(
  'access_token refresh_token id_token id_token_hint client_secret client_assertion assertion code_verifier device_code ' +
    'subject_token actor_token logout_token registration_access_token initial_access_token private_key ' +
    'password new_password old_password current_password confirm_password user_password j_password passwd',
)

/**
 * Names whose value is a secret only when it is registered; otherwise they name too much else (an error code, a list
 * token).
 */
export const KEYS_OF_REGISTERED = keyPattern('state nonce user_code request_uri token code auth_req_id')

const SECRET_KEY = new RegExp(`^(?:${SECRET_KEYS})$`, 'i')
const KEY_OF_REGISTERED = new RegExp(`^(?:${KEYS_OF_REGISTERED})$`, 'i')

// In a query, a fragment or a form these two are credentials of OAuth (RFC 6749 section 4.1.2, RFC 7009 section 2.1).
const SHORTEST_CODE = 8
const CREDENTIAL_PARAMETER = /^(?:code|token)$/i

/** True for a name whose value is a secret whatever it is. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key)
}

/** The value of a JSON member as it may be shown. */
export function shownMember(key: string, value: string, nameOf: NameOf): string {
  if (isSecretKey(key)) return shown(key, value, nameOf)
  return KEY_OF_REGISTERED.test(key) ? (nameOf(value) ?? value) : value
}

/** The value of a query, fragment or form parameter as it may be shown. */
export function shownParameter(key: string, value: string, nameOf: NameOf): string {
  if (CREDENTIAL_PARAMETER.test(key) && value.length >= SHORTEST_CODE) return shown(key, value, nameOf)
  return shownMember(key, value, nameOf)
}
