import { defect } from '../defect.ts'

export const scopeAsArray = defect({
  id: 'scope-as-array',
  sentence: 'Several scopes are sent as a JSON array.',
  breaks: { document: 'RFC 6749', section: 'A.4' },
  after({ json }, { endpoint }) {
    const scope = json?.['scope']
    if (endpoint === 'token' && json && typeof scope === 'string' && scope.includes(' '))
      json['scope'] = scope.split(' ')
  },
})
