/** The grant type of a device (RFC 8628, section 3.4). oidc-provider has it; it is switched on for tenants with a client for it. */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'
