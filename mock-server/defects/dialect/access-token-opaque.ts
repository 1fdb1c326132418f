import { defect } from '../defect.ts'

export const accessTokenOpaque = defect({
  id: 'access-token-opaque',
  sentence: 'Access tokens are opaque where JWTs are documented.',
  breaks: { document: 'vendor documentation', section: 'access tokens' },
  options: (settings) => ({ ...settings, accessTokens: 'opaque' }),
})
