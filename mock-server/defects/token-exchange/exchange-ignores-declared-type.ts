import { tokenTypes } from '../../grants/token-types.ts'
import { defect } from '../defect.ts'
import { isExchange } from '../exchange-request.ts'

export const exchangeIgnoresDeclaredType = defect({
  id: 'exchange-ignores-declared-type',
  sentence: 'An access token is exchanged as whatever type it is declared.',
  breaks: { document: 'RFC 8693', section: '2.1' },
  async before(request) {
    const { form, tenant } = request
    const token = form.get('subject_token')
    if (!isExchange(request) || token === null || !form.has('subject_token_type')) return
    const id = tenant.settings.accessTokens === 'jwt' ? await tenant.keyring.identify(token) : token
    if (id !== undefined && tenant.store.peek('AccessToken', id)) form.set('subject_token_type', tokenTypes.access)
  },
})
