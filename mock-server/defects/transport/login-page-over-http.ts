import { defect } from '../defect.ts'

export const loginPageOverHttp = defect({
  id: 'login-page-over-http',
  sentence: 'The authorization endpoint redirects to a login page that is served without TLS.',
  breaks: { document: 'RFC 6749', section: '10.11' },
  plain: (endpoint) => endpoint === 'interaction',
  after(answer, { tenant }) {
    const { location } = answer
    if (tenant.plainUrl === undefined || !location?.pathname.includes('/interaction/')) return
    answer.location = new URL(location.pathname, tenant.plainUrl)
  },
})
