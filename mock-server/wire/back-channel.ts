import type { ServerResponse } from 'node:http'
import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { isRecord } from './answer.ts'

/** What programs ask; the authorization, logout and device pages are for people. */
const backChannel = [
  'token_endpoint',
  'jwks_uri',
  'userinfo_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'pushed_authorization_request_endpoint',
  'registration_endpoint',
  'device_authorization_endpoint',
  'backchannel_authentication_endpoint',
]

const asked = new WeakMap<ServerResponse, string>()

/** Remembers by which address, written as an issuer, metadata was asked for. */
export function noteAsked(res: ServerResponse, address: string): void {
  asked.set(res, address)
}

/** Points the back-channel endpoints of metadata to the address it was asked for at; the issuer stays. */
export function pointBack(ctx: KoaContextWithOIDC): void {
  const address = asked.get(ctx.res)
  const body: unknown = ctx.body
  if (address === undefined || !isRecord(body)) return
  const issuer = issuerOf(ctx)
  for (const name of backChannel) {
    const value = body[name]
    if (typeof value === 'string' && value.startsWith(issuer)) body[name] = address + value.slice(issuer.length)
  }
}
