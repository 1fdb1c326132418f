import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionAlgNone = defect({
  id: 'assertion-alg-none',
  sentence: 'A client assertion with alg none needs no signature.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(
    () => undefined,
    ({ header }) => /^none$/i.test(String(header['alg'])),
  ),
})
