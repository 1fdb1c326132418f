import { defect } from '../defect.ts'

export const accessTokenNonAscii = defect({
  id: 'access-token-non-ascii',
  sentence: 'Access tokens of a service end in a character outside ASCII.',
  breaks: { document: 'RFC 6749', section: 'A.12' },
  after({ json }, { endpoint, grantType }) {
    // Tokens of users stay usable, so that only their form is wrong and not what they are good for.
    if (endpoint !== 'token' || grantType !== 'client_credentials' || !json) return
    if (typeof json['access_token'] === 'string') json['access_token'] += 'é'
  },
})
