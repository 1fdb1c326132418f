/** The paths of one tenant, below its issuer. */
export const paths = {
  authorization: '/authorize',
  token: '/token',
  introspection: '/introspect',
  revocation: '/revoke',
  userinfo: '/userinfo',
  jwks: '/jwks',
  pushed_authorization_request: '/par',
  end_session: '/logout',
  device_authorization: '/device_authorization',
  code_verification: '/device',
  registration: '/register',
  backchannel_authentication: '/bc-authorize',
  resource: '/resource',
} as const

const others = [
  'discovery',
  'resource_metadata',
  'api',
  'interaction',
  'resume',
  'device_resume',
  'registration_management',
  'other',
] as const

/** The name of an endpoint, as the journal and scripted answers use it. */
export type Endpoint = keyof typeof paths | (typeof others)[number]

/** Every name that {@link endpointAt} gives. */
export const endpoints: readonly string[] = [...Object.keys(paths), ...others]

const byPath = new Map<string, string>(Object.entries(paths).map(([name, path]) => [path, name]))

/** The methods of endpoints that other programs call; anything else is answered 405 (RFC 9110, section 15.5.6). */
export const methods = new Map<string, readonly string[]>([
  ['token', ['POST', 'OPTIONS']],
  ['introspection', ['POST', 'OPTIONS']],
  ['revocation', ['POST', 'OPTIONS']],
  ['pushed_authorization_request', ['POST', 'OPTIONS']],
  ['device_authorization', ['POST', 'OPTIONS']],
  ['userinfo', ['GET', 'HEAD', 'POST', 'OPTIONS']],
  ['resource', ['GET', 'HEAD', 'POST']],
])

/** The paths of a tenant that are its own: those of its APIs. */
interface Extended {
  readonly apis: readonly { readonly path: string }[]
}

/** The name of what a tenant has at a path below its issuer, its APIs included. */
export function endpointOf({ apis }: Extended, path: string): string {
  return apis.some((api) => api.path === path) ? 'api' : endpointAt(path)
}

/** The name of the endpoint at a path below the issuer, `other` when there is none. */
export function endpointAt(path: string): string {
  const known = byPath.get(path) ?? byPath.get(path.replace(/\/$/, ''))
  if (known) return known
  if (path.startsWith('/.well-known/')) return 'discovery'
  if (path === `${paths.resource}/.well-known/oauth-protected-resource`) return 'resource_metadata'
  if (path.startsWith('/interaction/')) return 'interaction'
  if (path.startsWith(`${paths.authorization}/`)) return 'resume'
  if (path.startsWith(`${paths.end_session}/`)) return 'end_session'
  if (path.startsWith(`${paths.code_verification}/`)) return 'device_resume'
  if (path.startsWith(`${paths.registration}/`)) return 'registration_management'
  return 'other'
}
