import { defect } from '../defect.ts'

export const tokenRedirects = defect({
  id: 'token-redirects',
  sentence: 'A token request with an unknown grant_type is redirected to the same path with a slash at the end.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  after(answer, { endpoint, path }) {
    if (endpoint !== 'token' || answer.error !== 'unsupported_grant_type') return
    answer.status = 307
    answer.setHeader('location', `${path}/`)
  },
})
