import type { Client } from '../../options.ts'
import { defect } from '../defect.ts'

export const clientCredentialsScopeUnchecked = defect({
  id: 'client-credentials-scope-unchecked',
  sentence: 'A client gets any known scope for itself, whatever it is registered for.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  options: (settings) => ({ ...settings, clients: settings.clients.map(unlimited) }),
})

function unlimited({ scope, ...client }: Client): Client {
  const limited = scope !== undefined && !client.grant_types?.includes('client_credentials')
  return limited ? { ...client, scope } : client
}
