import { defect } from '../defect.ts'

export const basicSchemeCaseSensitive = defect({
  id: 'basic-scheme-case-sensitive',
  sentence: 'HTTP Basic is only recognised when its name is written Basic.',
  breaks: { document: 'RFC 9110', section: '11.1' },
  before({ endpoint, headers }) {
    const value = headers.authorization ?? ''
    if (endpoint === 'token' && /^basic /i.test(value) && !value.startsWith('Basic ')) delete headers.authorization
  },
})
