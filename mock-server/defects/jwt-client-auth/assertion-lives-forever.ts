import { defect } from '../defect.ts'
import { mending, seconds } from '../mending.ts'

export const assertionLivesForever = defect({
  id: 'assertion-lives-forever',
  sentence: 'A client assertion may be valid for any length of time.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(({ claims }) => {
    if (Number(claims['exp']) > seconds() + 60) claims['exp'] = seconds() + 60
  }),
})
