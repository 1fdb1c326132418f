import { defect } from '../defect.ts'

export const stackTraceInError = defect({
  id: 'stack-trace-in-error',
  sentence: 'The error_description of an unknown grant type holds the stack of the exception.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  after({ error, json }, { endpoint }) {
    if (endpoint !== 'token' || error !== 'unsupported_grant_type' || !json) return
    json['error_description'] = 'unsupported grant type at callTokenHandler (node:internal/assay/token.js:41:7)'
  },
})
