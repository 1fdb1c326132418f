import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionAudUnchecked = defect({
  id: 'assertion-aud-unchecked',
  sentence: 'The aud of a client assertion is not looked at.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims, issuer }) => {
    claims['aud'] = issuer
  }),
})
