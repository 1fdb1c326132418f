import { defect } from '../defect.ts'

const known = new Set([
  'assertion',
  'audience',
  'client_assertion',
  'client_assertion_type',
  'client_id',
  'client_secret',
  'code',
  'code_challenge_method',
  'code_verifier',
  'grant_type',
  'password',
  'redirect_uri',
  'refresh_token',
  'resource',
  'scope',
  'username',
])

export const tokenUnknownParamRejected = defect({
  id: 'token-unknown-param-rejected',
  sentence: 'A token request with a parameter the server does not know is refused with invalid_request.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  before({ endpoint, form }) {
    const unknown = [...form.keys()].find((name) => !known.has(name))
    if (endpoint !== 'token' || unknown === undefined) return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'unknown parameter' } }
  },
})
