import { defect } from '../defect.ts'

export const loginRedirect307 = defect({
  id: 'login-redirect-307',
  sentence: 'The redirect after the login form has status 307.',
  breaks: { document: 'RFC 9700', section: '4.12' },
  after(answer, { endpoint, method }) {
    if (endpoint === 'interaction' && method === 'POST' && answer.status === 303) answer.status = 307
  },
})
