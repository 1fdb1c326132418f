import { isSignedBy } from '../client-assertion.ts'
import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

export const assertionAnyAlg = defect({
  id: 'assertion-any-alg',
  sentence: 'A client assertion may use any asymmetric algorithm, whatever the client has registered.',
  breaks: { document: 'RFC 8725', section: '3.1' },
  ...mending(
    () => undefined,
    (assertion) => isSignedBy(assertion.client, assertion, asymmetric),
  ),
})
