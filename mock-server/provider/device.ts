import { deviceGrant } from '../grants/device.ts'
import { deviceCodePage, deviceConfirmPage, deviceConnectedPage, deviceRefusedPage } from '../pages/device.ts'
import { show } from '../pages/show.ts'
import type { Tenant } from '../tenant.ts'
import type { Configuration, KoaContextWithOIDC } from './library.ts'

type Features = NonNullable<Configuration['features']>

const problems: Record<string, string> = {
  NoCodeError: 'Enter the code.',
  NotFoundError: 'This code is not known. Check it and try again.',
  ExpiredError: 'This code has expired. Ask the device for a new one.',
  AlreadyUsedError: 'This code was used before. Ask the device for a new one.',
}

/** The device grant (RFC 8628) with the mock's pages; switched on where a client may use it. */
export function deviceFeature(tenant: Tenant): Pick<Features, 'deviceFlow'> {
  const wanted = tenant.settings.clients.some(({ grant_types: types = [] }) => types.includes(deviceGrant))
  if (!wanted) return {}
  return {
    deviceFlow: {
      enabled: true,
      charset: 'base-20',
      mask: '****-****',
      userCodeInputSource: (ctx, _form, _out, error) => askForCode(tenant, ctx, error),
      userCodeConfirmSource: (ctx, form, client, _device, code) =>
        show(ctx, deviceConfirmPage(tenant, form, client.clientName ?? client.clientId, code)),
      successSource: (ctx) => show(ctx, deviceConnectedPage(tenant, nameOf(ctx))),
    },
  }
}

/** Keeps the code of verification_uri_complete for the form, so that a person sees it before anything is sent (RFC 8628, section 3.3.1). */
export function keepUserCode(endpoint: string, ctx: KoaContextWithOIDC): void {
  if (endpoint !== 'code_verification' || ctx.method === 'POST') return
  ctx.state['userCode'] = new URLSearchParams(ctx.querystring).get('user_code') ?? undefined
  ctx.querystring = ''
}

function askForCode(tenant: Tenant, ctx: KoaContextWithOIDC, error: Error | undefined): void {
  if (error?.name === 'AbortedError') return show(ctx, deviceRefusedPage(tenant))
  const known: string | undefined = ctx.state['userCode']
  const secret = String(ctx.oidc.session?.state?.['secret'])
  const typed = ctx.oidc.params?.['user_code'] ?? known
  const problem = error && (problems[error.name] ?? 'This did not work. Try again.')
  show(
    ctx,
    deviceCodePage(tenant, {
      action: ctx.oidc.urlFor('code_verification'),
      secret,
      code: typeof typed === 'string' ? typed : '',
      problem,
    }),
  )
}

function nameOf({ oidc }: KoaContextWithOIDC): string {
  return oidc.client?.clientName ?? oidc.client?.clientId ?? 'The device'
}
