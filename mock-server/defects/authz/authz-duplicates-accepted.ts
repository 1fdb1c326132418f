import { defect } from '../defect.ts'

export const authzDuplicatesAccepted = defect({
  id: 'authz-duplicates-accepted',
  sentence: 'Of a parameter that occurs twice the last value counts.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  before({ endpoint, query }) {
    if (endpoint !== 'authorization') return
    for (const [name, value] of new URLSearchParams(query)) query.set(name, value)
  },
})
