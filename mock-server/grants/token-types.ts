const urn = 'urn:ietf:params:oauth:token-type:'

/** Token type identifiers (RFC 8693, section 3) the mock knows. */
export const tokenTypes = {
  access: `${urn}access_token`,
  refresh: `${urn}refresh_token`,
  id: `${urn}id_token`,
} as const
