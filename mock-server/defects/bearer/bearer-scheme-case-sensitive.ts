import { defect } from '../defect.ts'

export const bearerSchemeCaseSensitive = defect({
  id: 'bearer-scheme-case-sensitive',
  sentence: 'The resource knows the scheme as Bearer in just that spelling.',
  breaks: { document: 'RFC 9110', section: '11.1' },
  before({ endpoint, headers }) {
    if (endpoint === 'resource' && !headers.authorization?.startsWith('Bearer ')) delete headers.authorization
  },
})
