import { defect } from '../defect.ts'

export const authzEmptyParamKept = defect({
  id: 'authz-empty-param-kept',
  sentence: 'An empty parameter has the value undefined.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  before({ endpoint, query }) {
    if (endpoint !== 'authorization') return
    for (const [name, value] of new URLSearchParams(query))
      if (value === '' && name !== 'scope') query.set(name, 'undefined')
  },
})
