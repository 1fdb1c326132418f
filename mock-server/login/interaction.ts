import { consentPage } from '../pages/consent.ts'
import { errorPage } from '../pages/error.ts'
import { passwordPage, pickerPage } from '../pages/login.ts'
import { show } from '../pages/show.ts'
import { errors, type KoaContextWithOIDC, type Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isForm, readText } from '../wire/body.ts'
import { grantConsent, wanted } from './agree.ts'
import { identify } from './identify.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

interface Visit {
  readonly tenant: Tenant
  readonly provider: Provider
  readonly ctx: KoaContextWithOIDC
  readonly details: Details
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
    const client = (await provider.Client.find(id))?.clientName ?? id
    const visit: Visit = { tenant, provider, ctx, details, client }
    await (ctx.method === 'POST' ? submit(visit) : open(visit))
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error
    ctx.status = error.statusCode
    show(ctx, errorPage(error.error, error.error_description ?? error.message))
  }
}

/** RFC 9700, section 2.1: an address that anybody can write must not decide where the user goes after login. */
function refuseDetour({ settings }: Tenant, { query }: KoaContextWithOIDC, { returnTo }: Details): void {
  const asked = query['return_to']
  if (!settings.returnTo || asked === undefined || asked === new URL(returnTo).pathname) return
  throw new errors.InvalidRequest('return_to is not where this login began')
}

async function open(visit: Visit): Promise<void> {
  const { tenant, ctx, details, client } = visit
  if (details.prompt.name === 'consent') {
    if (tenant.settings.consent === 'automatic') return agree(visit)
    return show(ctx, consentPage(client, wanted(tenant, details)))
  }
  if (tenant.settings.login === 'automatic') return signIn(visit, new URLSearchParams())
  askWho(visit)
}

async function submit(visit: Visit): Promise<void> {
  const { ctx, details } = visit
  const form = new URLSearchParams(isForm(ctx.get('content-type')) ? await readText(ctx.req) : '')
  if (form.get('decision') === 'deny')
    return finish(visit, { error: 'access_denied', error_description: 'the user said no' })
  if (details.prompt.name === 'login') return signIn(visit, form)
  if (form.get('decision') === 'allow') return agree(visit)
  await open(visit)
}

async function signIn(visit: Visit, form: URLSearchParams): Promise<void> {
  const { tenant, details } = visit
  const found = identify(tenant, form, details.params['login_hint'])
  if ('problem' in found) {
    visit.ctx.status = 400
    return askWho(visit, form.get('username') ?? '', found.problem)
  }
  const { user, amr } = found
  const acr = reached(tenant, details)
  await finish(visit, { login: { accountId: user.sub ?? user.username, remember: true, amr, ...acr } })
}

/** The first of the authentication context classes asked for that the tenant knows (OpenID Connect Core, section 3.1.2.1). */
function reached({ settings }: Tenant, { params }: Details): { acr?: string } {
  const asked = typeof params['acr_values'] === 'string' ? params['acr_values'].split(' ') : []
  const acr = asked.find((one) => settings.features.acrValues?.includes(one))
  return acr === undefined ? {} : { acr }
}

async function agree(visit: Visit): Promise<void> {
  const grantId = await grantConsent(visit.tenant, visit.provider, visit.details)
  await finish(visit, { consent: { grantId } })
}

function askWho({ tenant, ctx, details, client }: Visit, username?: string, problem?: string): void {
  const hint = details.params['login_hint']
  const named = username ?? (typeof hint === 'string' ? hint : '')
  const picker = tenant.settings.login !== 'password'
  show(ctx, picker ? pickerPage(client, tenant.users.list(), problem) : passwordPage(client, named, problem))
}

async function finish({ provider, ctx }: Visit, result: Record<string, unknown>): Promise<void> {
  const merge = 'consent' in result
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: merge })
  ctx.set('cache-control', 'no-store')
  ctx.status = 303
  ctx.redirect(returnTo)
}
