import { defect } from '../defect.ts'

export const authzUnknownParamRejected = defect({
  id: 'authz-unknown-param-rejected',
  sentence: 'A parameter the authorization endpoint does not know is answered with invalid_request.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  before({ endpoint, query }) {
    const strange = [...query.keys()].some((name) => name.startsWith('assay'))
    if (endpoint !== 'authorization' || !strange) return undefined
    return { status: 400, body: { error: 'invalid_request' } }
  },
})
