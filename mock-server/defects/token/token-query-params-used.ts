import { defect } from '../defect.ts'

export const tokenQueryParamsUsed = defect({
  id: 'token-query-params-used',
  sentence: 'Grant parameters in the query of a POST are taken as if they stood in the body.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, form, method, query }) {
    if (endpoint !== 'token' || method !== 'POST') return
    // Credentials in the query are a fault of their own.
    for (const [name, value] of query) if (!name.startsWith('client_') && !form.has(name)) form.set(name, value)
  },
})
