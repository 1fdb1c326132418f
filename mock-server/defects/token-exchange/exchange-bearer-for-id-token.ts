import { tokenTypes } from '../../grants/token-types.ts'
import { defect } from '../defect.ts'

export const exchangeBearerForIdToken = defect({
  id: 'exchange-bearer-for-id-token',
  sentence: 'An ID token issued by exchange is called a Bearer token.',
  breaks: { document: 'RFC 8693', section: '2.2.1' },
  after({ json }) {
    if (json?.['issued_token_type'] === tokenTypes.id) json['token_type'] = 'Bearer'
  },
})
