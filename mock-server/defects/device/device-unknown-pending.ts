import { defect } from '../defect.ts'

export const deviceUnknownPending = defect({
  id: 'device-unknown-pending',
  sentence: 'A poll with an unknown device code is answered with error=authorization_pending.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json, refusal }, { endpoint }) {
    const unknown = endpoint === 'token' && refusal?.detail === 'device code not found'
    if (unknown && json) json['error'] = 'authorization_pending'
  },
})
