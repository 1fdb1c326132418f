import { defect } from '../defect.ts'

export const expiredToken403 = defect({
  id: 'expired-token-403',
  sentence: 'An expired access token is answered with 403 and without a challenge.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  async after(answer, { endpoint, headers, tenant }) {
    if (endpoint !== 'resource' || answer.status !== 401) return
    const value = headers.authorization?.split(' ')[1] ?? ''
    const id = (await tenant.keyring.identify(value)) ?? value
    const token = tenant.store.peek('AccessToken', id) ?? tenant.store.peek('ClientCredentials', id)
    if (!token?.exp || token.exp * 1000 > Date.now()) return
    answer.status = 403
    answer.setHeader('www-authenticate', undefined)
  },
})
