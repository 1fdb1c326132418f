import { defect } from '../defect.ts'

export const tokenEmptyParamRejected = defect({
  id: 'token-empty-param-rejected',
  sentence: 'A token request with a parameter without a value is refused with invalid_request.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  before({ endpoint, form }) {
    if (endpoint !== 'token' || ![...form.values()].includes('')) return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'a parameter is empty' } }
  },
})
