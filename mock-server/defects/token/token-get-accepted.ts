import { defect } from '../defect.ts'

export const tokenGetAccepted = defect({
  id: 'token-get-accepted',
  sentence: 'The token endpoint serves GET requests, with the query as parameters.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  before(request) {
    if (request.endpoint !== 'token' || request.method !== 'GET') return
    request.method = 'POST'
    request.headers['content-type'] = 'application/x-www-form-urlencoded'
    request.text = request.query.toString()
  },
})
