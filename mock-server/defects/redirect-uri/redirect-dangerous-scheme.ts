import { defect } from '../defect.ts'

export const redirectDangerousScheme = defect({
  id: 'redirect-dangerous-scheme',
  sentence: 'A redirect_uri whose scheme is neither http nor https is accepted for every client.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  client: {
    redirectAllowed(call, next) {
      return next() || /^(?!https?:)[a-z][a-z\d+.-]*:/i.test(call.value)
    },
  },
})
