import { defect } from '../defect.ts'

export const clientCredentialsBroken = defect({
  id: 'client-credentials-broken',
  sentence: 'The client_credentials grant is answered with unsupported_grant_type, although the metadata lists it.',
  breaks: { document: 'RFC 6749', section: '4.4.3' },
  before({ endpoint, form }) {
    if (endpoint !== 'token' || form.get('grant_type') !== 'client_credentials') return undefined
    return { status: 400, body: { error: 'unsupported_grant_type' } }
  },
})
