import { defect } from '../defect.ts'

export const hiddenImplicitFlow = defect({
  id: 'hidden-implicit-flow',
  sentence: 'An ID Token is given in the redirect to who asks for it, which the metadata says nothing about.',
  breaks: { document: 'RFC 8414', section: '2' },
  configure: (configuration) => ({
    ...configuration,
    responseTypes: ['code', 'none', 'id_token'],
    clients: (configuration.clients ?? []).map((client) =>
      client.client_id === 'web'
        ? {
            ...client,
            response_types: ['code', 'id_token'],
            grant_types: [...(client.grant_types ?? []), 'implicit'],
            redirect_uris: (client.redirect_uris ?? []).filter((uri) => uri.startsWith('https:')),
          }
        : client,
    ),
  }),
  after({ json }, { endpoint }) {
    if (endpoint !== 'discovery' || !json) return
    json['response_types_supported'] = ['code', 'none']
    const grants = json['grant_types_supported']
    if (Array.isArray(grants)) json['grant_types_supported'] = grants.filter((each) => each !== 'implicit')
  },
})
