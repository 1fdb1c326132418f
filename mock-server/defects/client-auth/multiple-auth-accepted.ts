import { defect } from '../defect.ts'

export const multipleAuthAccepted = defect({
  id: 'multiple-auth-accepted',
  sentence: 'Credentials in the body go unread when there is an Authorization header.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, headers, form }) {
    if (endpoint === 'token' && headers.authorization) form.delete('client_secret')
  },
})
