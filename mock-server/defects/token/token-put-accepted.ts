import { defect } from '../defect.ts'

export const tokenPutAccepted = defect({
  id: 'token-put-accepted',
  sentence: 'The token endpoint serves PUT as it serves POST.',
  breaks: { document: 'RFC 9110', section: '15.5.6' },
  before(request) {
    if (request.endpoint === 'token' && request.method === 'PUT') request.method = 'POST'
  },
})
