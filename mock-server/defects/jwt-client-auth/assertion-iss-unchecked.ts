import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionIssUnchecked = defect({
  id: 'assertion-iss-unchecked',
  sentence: 'The iss of a client assertion is not looked at.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims, client }) => {
    claims['iss'] = client.client_id
  }),
})
