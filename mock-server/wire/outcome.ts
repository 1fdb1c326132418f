import { createHash } from 'node:crypto'
import type { JournalFacts, Parameters, PkceOutcome, Refusal } from '../journal/entry.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isRecord } from './answer.ts'

type Outcome = Pick<JournalFacts, 'error' | 'detail' | 'issued'>

/** What an answer can hand out, by endpoint: the members that hold it. */
const handedOut: Readonly<Record<string, readonly string[]>> = {
  token: ['access_token', 'refresh_token', 'id_token'],
  device_authorization: ['device_code'],
  pushed_authorization_request: ['request_uri'],
  registration: ['client_id'],
}

const inFront = ['code', 'access_token', 'id_token']

/** What came of a request: the error, or what was issued. */
export function outcomeOf(ctx: KoaContextWithOIDC, endpoint: string): Outcome {
  const refusal: Refusal | undefined = ctx.state['refusal']
  if (refusal) return refusal
  if (endpoint === 'authorization' || endpoint === 'resume') return front(ctx)
  const { body } = ctx
  if (!isRecord(body)) return {}
  if (ctx.status >= 400) return typeof body['error'] === 'string' ? { error: body['error'] } : {}
  const issued = handedOut[endpoint]?.filter((name) => typeof body[name] === 'string')
  return issued ? { issued } : {}
}

/** What a redirect to the client carries, in its query or in its fragment. */
function front(ctx: KoaContextWithOIDC): Outcome {
  const location = ctx.res.getHeader('location')
  const url = typeof location === 'string' && URL.canParse(location, ctx.href) ? new URL(location, ctx.href) : undefined
  const carried = new Map([...(url?.searchParams ?? []), ...new URLSearchParams(url?.hash.slice(1))])
  const error = carried.get('error')
  if (error !== undefined) return { error }
  const issued = inFront.filter((name) => carried.has(name))
  const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
  // Of a form_post or a signed response the redirect tells nothing.
  return issued.length === 0 && oidc?.entities.AuthorizationCode ? { issued: ['code'] } : { issued }
}

/** Compares the verifier that was sent with the challenge of the code; nothing when the code is unknown. */
export function pkceOf(
  { store }: Tenant,
  ctx: KoaContextWithOIDC,
  parameters: Parameters = {},
): PkceOutcome | undefined {
  const { code: value, code_verifier: verifier } = parameters
  if (typeof value !== 'string') return undefined
  const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
  // Of a refused request oidc-provider does not tell the code.
  const code = oidc?.entities.AuthorizationCode ?? store.peek('AuthorizationCode', value)
  if (!code) return undefined
  if (code.codeChallenge === undefined) return 'absent'
  if (typeof verifier !== 'string') return 'invalid'
  // The mock keeps S256 challenges only, also of a plain one.
  const made = createHash('sha256').update(verifier).digest('base64url')
  return made === code.codeChallenge ? 'valid' : 'invalid'
}
