import { defect } from '../defect.ts'

export const codePrefixCompare = defect({
  id: 'code-prefix-compare',
  sentence: 'Codes are looked up by their first 20 characters.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  before({ endpoint, form, tenant }) {
    const sent = form.get('code')
    const single = form.getAll('code').length === 1
    if (endpoint !== 'token' || !single || sent === null || sent.length < 20) return
    for (const [id] of tenant.store.entries('AuthorizationCode')) {
      if (id.startsWith(sent.slice(0, 20))) form.set('code', id)
    }
  },
})
