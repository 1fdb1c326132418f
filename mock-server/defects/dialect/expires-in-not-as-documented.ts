import { defect } from '../defect.ts'

export const expiresInNotAsDocumented = defect({
  id: 'expires-in-not-as-documented',
  sentence: 'Access tokens live 3600 seconds, whatever is documented.',
  breaks: { document: 'vendor documentation', section: 'token expiration' },
  options: ({ lifetimes, ...settings }) => ({
    ...settings,
    lifetimes: { ...lifetimes, access_token: 3600, client_credentials: 3600 },
  }),
})
