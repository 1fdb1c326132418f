import { algorithmOf } from '../client-assertion.ts'
import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionSignatureUnchecked = defect({
  id: 'assertion-signature-unchecked',
  sentence: 'The signature of a client assertion is not verified.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(
    () => undefined,
    ({ client, header }) => header['alg'] === algorithmOf(client),
  ),
})
