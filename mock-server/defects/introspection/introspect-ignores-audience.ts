import { defect } from '../defect.ts'

export const introspectIgnoresAudience = defect({
  id: 'introspect-ignores-audience',
  sentence: 'Introspection does not ask whether a token is meant for the resource server that asks.',
  breaks: { document: 'RFC 7662', section: '4' },
  options: (settings) => ({
    ...settings,
    clients: settings.clients.map(({ resource: _resource, ...client }) => client),
  }),
})
