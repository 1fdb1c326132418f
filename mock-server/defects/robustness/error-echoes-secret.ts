import { defect } from '../defect.ts'

export const errorEchoesSecret = defect({
  id: 'error-echoes-secret',
  sentence: 'The error_description of a refused code repeats the body of the request.',
  breaks: { document: 'RFC 6749', section: '10.3' },
  after({ error, json }, { endpoint, grantType, text }) {
    if (endpoint !== 'token' || error !== 'invalid_grant' || grantType !== 'authorization_code' || !json) return
    json['error_description'] = `grant request is invalid: ${text}`
  },
})
