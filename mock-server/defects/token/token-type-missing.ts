import { defect } from '../defect.ts'

export const tokenTypeMissing = defect({
  id: 'token-type-missing',
  sentence: 'Answers with tokens have no token_type.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after({ json }, { endpoint }) {
    if (endpoint === 'token' && json) delete json['token_type']
  },
})
