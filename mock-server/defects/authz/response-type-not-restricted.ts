import { defect } from '../defect.ts'

export const responseTypeNotRestricted = defect({
  id: 'response-type-not-restricted',
  sentence: 'Every client may use every response type of the server.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  configure: ({ clients = [], responseTypes = [], ...configuration }) => ({
    ...configuration,
    responseTypes,
    clients: clients.map((client) =>
      (client.redirect_uris ?? []).length > 0 ? { ...client, response_types: [...responseTypes] } : client,
    ),
  }),
})
