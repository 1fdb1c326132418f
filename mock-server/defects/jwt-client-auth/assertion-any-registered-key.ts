import { algorithmOf, isSignedBy } from '../client-assertion.ts'
import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionAnyRegisteredKey = defect({
  id: 'assertion-any-registered-key',
  sentence: 'A client assertion may be signed with the key of any registered client.',
  breaks: { document: 'RFC 7523', section: '3' },
  ...mending(
    () => undefined,
    async (assertion) => {
      const signers = assertion.tenant.clients.list()
      const verdicts = signers.map((signer) => isSignedBy(signer, assertion, [algorithmOf(assertion.client)]))
      return (await Promise.all(verdicts)).includes(true)
    },
  ),
})
