import { defect } from '../defect.ts'

export const jsonClientCredentialsUnsupported = defect({
  id: 'json-client-credentials-unsupported',
  sentence: 'A JSON body is not read when it asks for client_credentials.',
  breaks: { document: 'vendor documentation', section: 'token requests' },
  json({ grant_type: grantType }) {
    if (grantType !== 'client_credentials') return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'grant_type is missing' } }
  },
})
