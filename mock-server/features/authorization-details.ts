import { isDeepStrictEqual } from 'node:util'
import { errors, type Configuration, type KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

/** One entry of authorization_details (RFC 9396, section 2). */
export interface AuthorizationDetail {
  type: string
  [member: string]: unknown
}

/** Rich authorization requests (RFC 9396): what was asked for and agreed to is in the token and in its introspection. */
export function authorizationDetails({ settings }: Tenant) {
  const { rar } = settings.features
  if (rar === undefined) return {}
  return {
    richAuthorizationRequests: {
      enabled: true,
      types: Object.fromEntries(rar.map((type) => [type, { validate: () => undefined }])),
      authorizationDetailsForGrantSource: (ctx) => asked(ctx),
      authorizationDetailsForAccessToken: (ctx, _token, source) => narrowed(source?.rar, asked(ctx)),
      authorizationDetailsForIntrospection: (_ctx, token) => token.rar,
    },
  } satisfies Configuration['features']
}

/** The authorization details of a request; undefined when it has none. */
export function asked({ oidc }: KoaContextWithOIDC): AuthorizationDetail[] | undefined {
  return readDetails(oidc.params?.['authorization_details'])
}

/** A token request may ask for less than was agreed to, and for nothing else (RFC 9396, section 6). */
function narrowed(
  granted: readonly AuthorizationDetail[] | undefined,
  wanted: AuthorizationDetail[] | undefined,
): readonly AuthorizationDetail[] | undefined {
  if (granted === undefined || wanted === undefined) return granted ?? wanted
  const known = wanted.every((one) => granted.some((other) => isDeepStrictEqual(one, other)))
  if (!known) throw new errors.InvalidAuthorizationDetails('authorization_details are not among those agreed to')
  return wanted
}

/** Reads a parameter that oidc-provider has already checked. */
export function readDetails(text: unknown): AuthorizationDetail[] | undefined {
  const details: unknown = typeof text === 'string' ? JSON.parse(text) : undefined
  return Array.isArray(details) ? details.filter(isDetail) : undefined
}

function isDetail(value: unknown): value is AuthorizationDetail {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
