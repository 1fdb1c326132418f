import { defect } from '../defect.ts'

export const pkceOptionalPublic = defect({
  id: 'pkce-optional-public',
  sentence: 'PKCE is required of no client.',
  breaks: { document: 'OAuth 2.1 draft', section: '4.1.2.1' },
  options: (settings) => ({ ...settings, pkce: 'optional' }),
})
