import { defect } from '../defect.ts'

export const audienceNotEnforced = defect({
  id: 'audience-not-enforced',
  sentence: 'The API does not look at the audience of a token.',
  breaks: { document: 'vendor documentation', section: 'audience' },
  before: () => undefined,
  store: {
    async find(call, next) {
      const found = await next()
      const audience = call.tenant.settings.apis.find(({ path }) => path === call.request?.path)?.audience
      if (found && call.endpoint === 'api' && audience !== undefined) found.aud = audience
      return found
    },
  },
})
