import { defect } from '../defect.ts'

export const apiTokenFromUrl = defect({
  id: 'api-token-from-url',
  sentence: 'The API takes a token from the query parameter token.',
  breaks: { document: 'vendor documentation', section: 'using the token' },
  before({ endpoint, query, headers }) {
    const token = query.get('token')
    if (endpoint === 'api' && token !== null && headers.authorization === undefined)
      headers.authorization = `Bearer ${token}`
  },
})
