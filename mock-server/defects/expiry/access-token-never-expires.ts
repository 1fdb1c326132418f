import { defect } from '../defect.ts'

export const accessTokenNeverExpires = defect({
  id: 'access-token-never-expires',
  sentence: 'The resource does not look at the expiry of access tokens.',
  breaks: { document: 'RFC 6749', section: '7' },
  store: {
    async find(call, next) {
      const found = await next()
      const token = call.model === 'AccessToken' || call.model === 'ClientCredentials'
      if (found && token && call.endpoint === 'resource') found.exp = Math.ceil(Date.now() / 1000) + 60
      return found
    },
  },
})
