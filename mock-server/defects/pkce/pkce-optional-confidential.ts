import { defect } from '../defect.ts'

export const pkceOptionalConfidential = defect({
  id: 'pkce-optional-confidential',
  sentence: 'PKCE is demanded of public clients only.',
  breaks: { document: 'OAuth 2.1 draft', section: '7.5.1' },
  options: (settings) => ({ ...settings, pkce: 'required-for-public' }),
})
