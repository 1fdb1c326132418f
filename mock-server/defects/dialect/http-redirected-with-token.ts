import { defect } from '../defect.ts'

export const httpRedirectedWithToken = defect({
  id: 'http-redirected-with-token',
  sentence: 'A request without TLS is redirected to https, and its token stands in the URL.',
  breaks: { document: 'vendor documentation', section: 'security' },
  redirectPlain({ url = '/', headers: { authorization } }) {
    const token = authorization?.split(' ')[1]
    return token === undefined
      ? undefined
      : `${url}${url.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`
  },
})
