import { framesPage } from '../pages/frames.ts'
import { pageHeaders } from '../pages/html.ts'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

const uri = 'frontchannel_logout_uri'
const wantsSession = 'frontchannel_logout_session_required'

/** The client metadata of OpenID Connect Front-Channel Logout, section 2. */
export const frontChannelMetadata = [uri, wantsSession]

/** What is wrong with client metadata of the front channel; undefined for what is right. */
export function frontChannelProblem(key: string, value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (key === wantsSession) return typeof value === 'boolean' ? undefined : `${key} must be a boolean`
  if (key !== uri) return undefined
  const good = typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  return good ? undefined : `${uri} must be a web uri`
}

/** Gives clients that want it the sid of the session in their ID Tokens. */
export function tellSession(provider: Provider, { settings }: Tenant): void {
  if (settings.features.logout?.frontchannel !== true) return
  const { prototype } = provider.Client
  const sound = prototype.includeSid
  prototype.includeSid = function includeSid() {
    return this[wantsSession] === true || sound.call(this)
  }
}

// oidc-provider has no front channel any more: its redirect after a logout becomes a page that loads the frames and goes on.
/** Has the browser load the logout page of every client of a session that has just ended. */
export async function showFrames(tenant: Tenant, provider: Provider, endpoint: string, ctx: KoaContextWithOIDC) {
  const { logout } = tenant.settings.features
  if (logout?.frontchannel !== true || endpoint !== 'end_session' || ctx.status !== 303) return
  const { session, params } = ctx.oidc
  if (!params?.['logout'] || session?.authorizations === undefined) return
  const frames: string[] = []
  for (const id of Object.keys(session.authorizations)) {
    const client = await provider.Client.find(id)
    const address = client?.[uri]
    if (typeof address === 'string')
      frames.push(frameOf(provider.issuer, address, client?.[wantsSession] === true, session.sidFor(id)))
  }
  if (frames.length > 0) show(tenant, ctx, frames)
}

function frameOf(issuer: string, address: string, told: boolean, sid: string | undefined): string {
  const url = new URL(address)
  if (told) url.searchParams.set('iss', issuer)
  if (told && sid !== undefined) url.searchParams.set('sid', sid)
  return url.href
}

function show(tenant: Tenant, ctx: KoaContextWithOIDC, frames: string[]): void {
  const next = String(ctx.res.getHeader('location'))
  const origins = [...new Set(frames.map((frame) => new URL(frame).origin))].join(' ')
  const policy = `${pageHeaders['content-security-policy']}; frame-src ${origins}`
  ctx.remove('location')
  ctx.set({ ...pageHeaders, 'content-security-policy': policy })
  ctx.status = 200
  ctx.type = 'html'
  ctx.body = framesPage(tenant, frames, next)
}
