import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionNbfIgnored = defect({
  id: 'assertion-nbf-ignored',
  sentence: 'A client assertion is accepted before its nbf.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims }) => {
    delete claims['nbf']
  }),
})
