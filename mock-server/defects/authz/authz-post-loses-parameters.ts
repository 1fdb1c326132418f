import { defect } from '../defect.ts'

export const authzPostLosesParameters = defect({
  id: 'authz-post-loses-parameters',
  sentence: 'An authorization request by POST is served without its state.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  before(request) {
    const { endpoint, form, query } = request
    if (endpoint !== 'authorization' || request.method !== 'POST') return
    for (const [name, value] of form) if (name !== 'state') query.append(name, value)
    request.method = 'GET'
    request.text = ''
  },
})
