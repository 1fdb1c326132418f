import { defect } from '../defect.ts'

export const secretUnchecked = defect({
  id: 'secret-unchecked',
  sentence: 'Any client_secret is accepted.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  client: {
    async secret() {
      return true
    },
  },
})
