import { defect } from '../defect.ts'

export const passwordGrantEnabled = defect({
  id: 'password-grant-enabled',
  sentence: 'Every client may trade a user name and password for a token.',
  breaks: { document: 'RFC 9700', section: '2.4' },
  options: (settings) => ({
    ...settings,
    clients: settings.clients.map((client) => ({
      ...client,
      grant_types: [...new Set([...(client.grant_types ?? ['authorization_code']), 'password'])],
    })),
  }),
})
