import { defect } from '../defect.ts'

export const implicitEnabled = defect({
  id: 'implicit-enabled',
  sentence: 'Every client that has a redirect_uri gets a token in the redirect when it asks for one.',
  breaks: { document: 'RFC 9700', section: '2.1.2' },
  options: (settings) => ({
    ...settings,
    clients: settings.clients.map((client) => {
      if ((client.redirect_uris ?? []).length === 0) return client
      const types = Array.isArray(client['response_types']) ? client['response_types'] : ['code']
      const grants = client.grant_types ?? ['authorization_code']
      return {
        ...client,
        response_types: [...new Set([...types, 'token'])],
        grant_types: [...new Set([...grants, 'implicit'])],
      }
    }),
  }),
})
