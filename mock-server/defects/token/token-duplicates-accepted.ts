import { defect } from '../defect.ts'

export const tokenDuplicatesAccepted = defect({
  id: 'token-duplicates-accepted',
  sentence: 'Of a parameter that is sent more than once the last value is used.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  before({ endpoint, form }) {
    if (endpoint !== 'token') return
    for (const [name, last] of new Map(form)) form.set(name, last)
  },
})
