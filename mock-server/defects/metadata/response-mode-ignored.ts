import { defect } from '../defect.ts'

export const responseModeIgnored = defect({
  id: 'response-mode-ignored',
  sentence: 'The answer comes in the query whatever response_mode was asked for.',
  breaks: { document: 'RFC 8414', section: '2' },
  before({ endpoint, query }) {
    if (endpoint === 'authorization') query.delete('response_mode')
  },
})
