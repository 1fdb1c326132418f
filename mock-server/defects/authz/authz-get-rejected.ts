import { defect } from '../defect.ts'

export const authzGetRejected = defect({
  id: 'authz-get-rejected',
  sentence: 'The authorization endpoint answers 405 to GET.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  before({ endpoint, method }) {
    if (endpoint === 'authorization' && method === 'GET') return { status: 405, headers: { allow: 'POST' } }
    return undefined
  },
})
