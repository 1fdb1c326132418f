import { defect } from '../defect.ts'

export const narrowedScopeNotReported = defect({
  id: 'narrowed-scope-not-reported',
  sentence: 'scope is left out of the token answer of a user.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  after({ json }, { endpoint, grantType }) {
    if (endpoint === 'token' && grantType === 'authorization_code' && json) delete json['scope']
  },
})
