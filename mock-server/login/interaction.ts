import { consentPage, type Asked } from '../pages/consent.ts'
import { passwordPage, pickerPage } from '../pages/login.ts'
import { showRefusal } from '../pages/refused.ts'
import { show } from '../pages/show.ts'
import { errors, type InteractionResults, type KoaContextWithOIDC, type Provider } from '../provider/library.ts'
import type { User } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import { isForm, readText } from '../wire/body.ts'
import { keepParties } from '../wire/parties.ts'
import { refusalOf } from '../wire/refusal.ts'
import { grantConsent, wanted, wantedClaims } from './agree.ts'
import { identify, userOf } from './identify.ts'
import { play } from './play.ts'
import type { LoginScript } from './script.ts'
import { leaveSession } from './switch-account.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

interface Visit {
  readonly tenant: Tenant
  readonly provider: Provider
  readonly ctx: KoaContextWithOIDC
  readonly details: Details
  readonly clientId: string
  readonly client: string
}

/** Serves the login and consent pages at `/interaction/<uid>`. */
export async function serveInteraction(tenant: Tenant, provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD' && ctx.method !== 'POST') {
    ctx.status = 405
    ctx.set('Allow', 'GET, HEAD, POST')
    return
  }
  try {
    const details = await provider.interactionDetails(ctx.req, ctx.res)
    refuseDetour(tenant, ctx, details)
    const id = String(details.params['client_id'])
    keepParties(ctx, { client: id, user: details.session?.accountId })
    const client = (await provider.Client.find(id))?.clientName ?? id
    const visit: Visit = { tenant, provider, ctx, details, clientId: id, client }
    await (ctx.method === 'POST' ? submit(visit) : open(visit))
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error
    ctx.status = error.statusCode
    ctx.state['refusal'] = refusalOf(error)
    showRefusal(tenant, ctx, error, error)
  }
}

/** RFC 9700, section 2.1: an address that anybody can write must not decide where the user goes after login. */
function refuseDetour({ settings }: Tenant, { query }: KoaContextWithOIDC, { returnTo }: Details): void {
  const asked = query['return_to']
  if (!settings.returnTo || asked === undefined || asked === new URL(returnTo).pathname) return
  throw new errors.InvalidRequest('return_to is not where this login began')
}

async function open(visit: Visit): Promise<void> {
  const { tenant, ctx, details } = visit
  if (details.prompt.name === 'consent') {
    if (tenant.settings.consent === 'automatic') return agree(visit)
    return show(ctx, consentPage(tenant, asking(visit)))
  }
  const script = tenant.logins.peek({ client: visit.clientId })
  if (script && !('wrongPassword' in script)) return perform(visit, script)
  if (tenant.settings.login === 'automatic') return signIn(visit, new URLSearchParams())
  askWho(visit)
}

function asking({ tenant, provider, details, client }: Visit): Asked {
  const user = userOf(tenant, details.session?.accountId)
  return { client, user, scopes: wanted(tenant, provider.issuer, details), claims: wantedClaims(details) }
}

async function perform(visit: Visit, script: LoginScript): Promise<void> {
  const played = await play(visit.tenant, script)
  if ('problem' in played) return refuse(visit, new URLSearchParams(), played.problem)
  await finish(visit, played.result)
}

async function submit(visit: Visit): Promise<void> {
  const { ctx, details } = visit
  const form = new URLSearchParams(isForm(ctx.get('content-type')) ? await readText(ctx.req) : '')
  if (form.get('decision') === 'deny')
    return finish(visit, { error: 'access_denied', error_description: 'the user said no' })
  if (details.prompt.name !== 'consent') return signIn(visit, form)
  if (form.get('decision') === 'allow') return agree(visit, form.has('choice') ? form.getAll('scope') : undefined)
  await open(visit)
}

async function signIn(visit: Visit, form: URLSearchParams): Promise<void> {
  const { tenant, details } = visit
  const script = tenant.logins.peek({ client: visit.clientId })
  if (script && 'wrongPassword' in script) return perform(visit, script)
  if (form.has('account') && sessionOf(visit)) return stay(visit)
  const found = identify(tenant, form, details.params['login_hint'])
  if ('problem' in found) return refuse(visit, form, found.problem)
  const { user, amr } = found
  keepParties(visit.ctx, { client: String(details.params['client_id']), user: user.sub ?? user.username })
  const acr = reached(tenant, details)
  await finish(visit, { login: { accountId: user.sub ?? user.username, remember: true, amr, ...acr } })
}

/** The first of the authentication context classes asked for that the tenant knows (OpenID Connect Core, section 3.1.2.1). */
function reached({ settings }: Tenant, { params }: Details): { acr?: string } {
  const asked = typeof params['acr_values'] === 'string' ? params['acr_values'].split(' ') : []
  const acr = asked.find((one) => settings.features.acrValues?.includes(one))
  return acr === undefined ? {} : { acr }
}

/** Goes on as the one who is logged in already; nobody proves anything anew, so the time of the login stays. */
async function stay(visit: Visit): Promise<void> {
  await finish(visit, { select_account: {} })
}

/** Who is logged in and may go on as such: only where an account is to be chosen, not where a login is demanded. */
function sessionOf({ tenant, details }: Visit): User | undefined {
  return details.prompt.name === 'select_account' ? userOf(tenant, details.session?.accountId) : undefined
}

async function agree(visit: Visit, granted?: readonly string[]): Promise<void> {
  const grantId = await grantConsent(visit.tenant, visit.provider, visit.details, granted)
  await finish(visit, { consent: { grantId } })
}

function refuse(visit: Visit, form: URLSearchParams, problem: string): void {
  visit.ctx.status = 400
  askWho(visit, form, problem)
}

function askWho(visit: Visit, form = new URLSearchParams(), problem?: string): void {
  const { tenant, ctx, details, client } = visit
  const hint = details.params['login_hint']
  const named = form.get('username') ?? (typeof hint === 'string' ? hint : '')
  const claims = form.get('claims') ?? ''
  const { login, anyUser } = tenant.settings
  const asked = { client, username: named, problem, anyUser, claims, here: sessionOf(visit) }
  show(ctx, login === 'password' ? passwordPage(tenant, asked) : pickerPage(tenant, asked, tenant.users.list()))
}

async function finish({ provider, ctx, details }: Visit, result: InteractionResults): Promise<void> {
  if (result.login) await leaveSession(provider, details, result.login.accountId)
  const merge = 'consent' in result
  // Whoever logs in has chosen an account (OpenID Connect Core, section 3.1.2.1).
  const chosen = result.login ? { select_account: {}, ...result } : result
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, chosen, { mergeWithLastSubmission: merge })
  ctx.set('cache-control', 'no-store')
  ctx.status = 303
  ctx.redirect(returnTo)
}
