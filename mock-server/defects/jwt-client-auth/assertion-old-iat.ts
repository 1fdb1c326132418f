import { defect } from '../defect.ts'
import { mending, seconds } from '../mending.ts'

export const assertionOldIat = defect({
  id: 'assertion-old-iat',
  sentence: 'A client assertion may have been issued any time ago.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims }) => {
    if (Number(claims['iat']) < seconds()) claims['iat'] = seconds()
  }),
})
