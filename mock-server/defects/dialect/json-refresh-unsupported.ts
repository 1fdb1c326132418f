import { defect } from '../defect.ts'

export const jsonRefreshUnsupported = defect({
  id: 'json-refresh-unsupported',
  sentence: 'A JSON body with grant_type=refresh_token is answered with unsupported_grant_type.',
  breaks: { document: 'vendor documentation', section: 'refreshing a token' },
  json({ grant_type: grantType }) {
    return grantType === 'refresh_token' ? { status: 400, body: { error: 'unsupported_grant_type' } } : undefined
  },
})
