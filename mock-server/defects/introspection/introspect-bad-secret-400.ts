import { defect } from '../defect.ts'

export const introspectBadSecret400 = defect({
  id: 'introspect-bad-secret-400',
  sentence: 'Introspection answers a wrong secret in HTTP Basic with 400 and without a challenge.',
  breaks: { document: 'RFC 7662', section: '2.3' },
  after(answer, { endpoint, basic }) {
    if (endpoint !== 'introspection' || answer.error !== 'invalid_client' || basic === undefined) return
    answer.status = 400
    answer.setHeader('www-authenticate', undefined)
  },
})
