import { defect } from '../defect.ts'

const placeholder = 'https://any.invalid/'

export const redirectUrisOptional = defect({
  id: 'redirect-uris-optional',
  sentence: 'A public client can be registered without redirect_uris, and any address serves it then.',
  breaks: { document: 'RFC 6749', section: '3.1.2.2' },
  before(request) {
    if (request.endpoint !== 'registration' || request.method !== 'POST') return
    const metadata: Record<string, unknown> = JSON.parse(request.text)
    const uris = metadata['redirect_uris']
    if (metadata['token_endpoint_auth_method'] !== 'none' || (Array.isArray(uris) && uris.length > 0)) return
    request.text = JSON.stringify({ ...metadata, redirect_uris: [placeholder] })
  },
  after({ json }, { endpoint }) {
    if (endpoint === 'registration' && String(json?.['redirect_uris']) === placeholder) delete json?.['redirect_uris']
  },
  client: {
    redirectAllowed({ tenant, clientId }, next) {
      return String(tenant.store.peek('Client', clientId)?.['redirect_uris']) === placeholder || next()
    },
  },
})
