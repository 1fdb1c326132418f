import { defect } from '../defect.ts'

export const jsonRedirectUriRequired = defect({
  id: 'json-redirect-uri-required',
  sentence: 'A code in a JSON body is refused without redirect_uri.',
  breaks: { document: 'vendor documentation', section: 'authorization code' },
  json({ grant_type: grantType, redirect_uri: redirectUri }) {
    if (grantType !== 'authorization_code' || redirectUri !== undefined) return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'redirect_uri is missing' } }
  },
})
