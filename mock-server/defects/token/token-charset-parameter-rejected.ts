import { defect } from '../defect.ts'

export const tokenCharsetParameterRejected = defect({
  id: 'token-charset-parameter-rejected',
  sentence: 'The media type of a token request is compared as a whole text, parameters and letter case included.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, method, headers }) {
    if (endpoint !== 'token' || method !== 'POST') return undefined
    if (headers['content-type'] === 'application/x-www-form-urlencoded') return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'wrong media type' } }
  },
})
