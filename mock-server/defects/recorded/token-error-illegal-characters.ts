import { defect } from '../defect.ts'

export const tokenErrorIllegalCharacters = defect({
  id: 'token-error-illegal-characters',
  sentence: 'The error_description of an unknown grant type holds a quoted word and a character beyond ASCII.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ error, json }, { endpoint }) {
    if (endpoint !== 'token' || error !== 'unsupported_grant_type' || !json) return
    json['error_description'] = 'the "grant_type" is unknown – choose another'
  },
})
