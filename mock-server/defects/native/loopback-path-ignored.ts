import { defect } from '../defect.ts'

export const loopbackPathIgnored = defect({
  id: 'loopback-path-ignored',
  sentence: 'Of a loopback redirect_uri only the host is compared.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed({ tenant, clientId, value }, next) {
      const uris = tenant.clients.find(clientId)?.redirect_uris ?? []
      return next() || (isLoopback(value) && uris.some(isLoopback))
    },
  },
})

function isLoopback(uri: string): boolean {
  return URL.canParse(uri) && new URL(uri).hostname === '127.0.0.1'
}
