import { defect } from '../defect.ts'

export const audienceUnchecked = defect({
  id: 'audience-unchecked',
  sentence: 'Whatever a client names as audience stands in its token.',
  breaks: { document: 'vendor documentation', section: 'audience' },
  before({ endpoint, form, tenant, notes }) {
    const audience = form.get('audience')
    const [known] = tenant.settings.audiences
    if (endpoint !== 'token' || !audience || known === undefined || tenant.settings.audiences.includes(audience)) return
    notes.set('audience', audience)
    form.set('audience', known)
  },
  store: {
    async save(call, next) {
      const audience = call.request?.notes.get('audience')
      if (call.model === 'ClientCredentials' && call.payload && typeof audience === 'string')
        call.payload.aud = audience
      await next()
    },
  },
})
