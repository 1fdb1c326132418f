import { defect } from '../defect.ts'

export const acceptsSecretInJsonBody = defect({
  id: 'accepts-secret-in-json-body',
  sentence: 'The token endpoint reads its parameters from a JSON body, the client_secret included.',
  breaks: { document: 'RFC 8414', section: '2' },
  before(request) {
    if (request.endpoint !== 'token' || !request.headers['content-type']?.startsWith('application/json')) return
    const members: unknown = JSON.parse(request.text)
    if (typeof members !== 'object' || members === null) return
    const pairs = Object.entries(members).map(([name, value]): [string, string] => [name, String(value)])
    request.headers['content-type'] = 'application/x-www-form-urlencoded'
    request.text = new URLSearchParams(pairs).toString()
  },
})
