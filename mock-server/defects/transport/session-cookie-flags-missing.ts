import { defect } from '../defect.ts'

export const sessionCookieFlagsMissing = defect({
  id: 'session-cookie-flags-missing',
  sentence: 'Cookies are set without Secure and HttpOnly.',
  breaks: { document: 'RFC 6265', section: '4.1.2' },
  after(answer) {
    const cookies = answer.headers('set-cookie')
    if (cookies.length === 0) return
    answer.setHeader(
      'set-cookie',
      cookies.map((each) => each.replaceAll(/;\s*(?:secure|httponly)(?=;|$)/gi, '')),
    )
  },
})
