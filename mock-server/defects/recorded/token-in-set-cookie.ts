import { defect } from '../defect.ts'

export const tokenInSetCookie = defect({
  id: 'token-in-set-cookie',
  sentence: 'The access token of an answer is set as a cookie as well, without Secure.',
  breaks: { document: 'RFC 6750', section: '5.3' },
  after(answer, { endpoint }) {
    const token = endpoint === 'token' ? answer.json?.['access_token'] : undefined
    if (typeof token === 'string') answer.setHeader('set-cookie', `at=${token}; Path=/; HttpOnly`)
  },
})
