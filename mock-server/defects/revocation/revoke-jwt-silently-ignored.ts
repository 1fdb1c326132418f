import { defect } from '../defect.ts'

export const revokeJwtSilentlyIgnored = defect({
  id: 'revoke-jwt-silently-ignored',
  sentence: 'The revocation of a JWT is answered 200 and changes nothing.',
  breaks: { document: 'RFC 7009', section: '2.2.1' },
  before({ endpoint, form }) {
    const [token, ...more] = form.getAll('token')
    if (endpoint === 'revocation' && more.length === 0 && token?.split('.').length === 3) form.set('token', 'unknown')
  },
})
