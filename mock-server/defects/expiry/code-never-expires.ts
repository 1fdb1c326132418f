import { defect } from '../defect.ts'

export const codeNeverExpires = defect({
  id: 'code-never-expires',
  sentence: 'The expiry of codes is not looked at.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found && call.model === 'AuthorizationCode') found.exp = Math.ceil(Date.now() / 1000) + 60
      return found
    },
  },
})
