import { defect } from '../defect.ts'
import { mending, seconds } from '../mending.ts'

export const assertionExpIgnored = defect({
  id: 'assertion-exp-ignored',
  sentence: 'The exp of a client assertion has to be there and is not compared with the clock.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims }) => {
    if (Number(claims['exp']) < seconds()) claims['exp'] = seconds() + 60
  }),
})
