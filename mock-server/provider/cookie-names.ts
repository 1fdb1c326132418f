/** The names of a tenant's cookies. Browsers keep one jar for all ports of a host, so they carry the port besides the tenant. */
export function cookieNames(tenant: string, issuer: string): { session: string; interaction: string; resume: string } {
  const suffix = ['', tenant, new URL(issuer).port].filter((part, index) => index === 0 || part !== '').join('_')
  return { session: `session${suffix}`, interaction: `login${suffix}`, resume: `resume${suffix}` }
}
