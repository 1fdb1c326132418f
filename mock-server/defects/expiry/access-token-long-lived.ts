import { defect } from '../defect.ts'

const month = 30 * 86_400

export const accessTokenLongLived = defect({
  id: 'access-token-long-lived',
  sentence: 'Access tokens live for thirty days.',
  breaks: { document: 'RFC 6750', section: '5.3' },
  options: (settings) => ({
    ...settings,
    lifetimes: { ...settings.lifetimes, access_token: month, client_credentials: month },
  }),
})
