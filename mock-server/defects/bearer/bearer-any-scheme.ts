import { defect } from '../defect.ts'

export const bearerAnyScheme = defect({
  id: 'bearer-any-scheme',
  sentence: 'The resource takes the last word of the Authorization header for a bearer token, whatever the scheme.',
  breaks: { document: 'RFC 6750', section: '2.1' },
  before({ endpoint, headers }) {
    const { authorization } = headers
    if (endpoint !== 'resource' || authorization === undefined || /^bearer\b/i.test(authorization)) return
    headers.authorization = `Bearer ${authorization.split(' ').pop() ?? ''}`
  },
})
