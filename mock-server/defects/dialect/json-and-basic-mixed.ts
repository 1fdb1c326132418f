import { defect } from '../defect.ts'

export const jsonAndBasicMixed = defect({
  id: 'json-and-basic-mixed',
  sentence: 'Credentials in a JSON body take the place of those in the Authorization header.',
  breaks: { document: 'RFC 6749', section: '2.3' },
  json({ client_secret: secret }, { headers }) {
    if (secret !== undefined) delete headers.authorization
  },
})
