import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionSubUnchecked = defect({
  id: 'assertion-sub-unchecked',
  sentence: 'The sub of a client assertion is not looked at: client_id tells whose it is.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims, client }) => {
    claims['sub'] = client.client_id
  }),
})
