import { defect } from '../defect.ts'

export const refreshDropsScope = defect({
  id: 'refresh-drops-scope',
  sentence: 'A refresh without scope gives the default scope instead of the one that was granted.',
  breaks: { document: 'RFC 6749', section: '6' },
  before({ endpoint, form, grantType, tenant }) {
    if (endpoint !== 'token' || grantType !== 'refresh_token' || form.has('scope')) return
    form.set('scope', tenant.settings.defaultScope)
  },
})
