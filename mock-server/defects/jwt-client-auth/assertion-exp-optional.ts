import { defect } from '../defect.ts'
import { mending, seconds } from '../mending.ts'

export const assertionExpOptional = defect({
  id: 'assertion-exp-optional',
  sentence: 'A client assertion without exp is good for ever.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims }) => {
    claims['exp'] ??= seconds() + 60
  }),
})
