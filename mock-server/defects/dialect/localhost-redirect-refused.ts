import { defect } from '../defect.ts'

export const localhostRedirectRefused = defect({
  id: 'localhost-redirect-refused',
  sentence: 'A redirect URI with the host name localhost is refused, registered or not.',
  breaks: { document: 'vendor documentation', section: 'registration' },
  client: {
    redirectAllowed: ({ value }, next) => !/^https?:\/\/localhost\b/i.test(value) && next(),
  },
})
