import { defect } from '../defect.ts'

export const devicePendingWrongError = defect({
  id: 'device-pending-wrong-error',
  sentence: 'A poll before the decision of the user is answered with error=invalid_grant.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  after({ json, error }, { endpoint }) {
    if (endpoint === 'token' && json && error === 'authorization_pending') json['error'] = 'invalid_grant'
  },
})
