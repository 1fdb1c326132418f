import { isSealedWith, keysOf, type Assertion } from '../client-assertion.ts'
import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

function pemsOf({ client }: Assertion): string[] {
  const open = keysOf(client).filter(({ type }) => type === 'public')
  return open.map((key) => key.export({ type: 'spki', format: 'pem' }).toString())
}

export const assertionHs256WithPublicKey = defect({
  id: 'assertion-hs256-with-public-key',
  sentence: 'An assertion under HS256 is verified with the public key of the client as secret.',
  breaks: { document: 'RFC 8725', section: '3.1' },
  ...mending(
    () => undefined,
    (assertion) => assertion.header['alg'] === 'HS256' && pemsOf(assertion).some((pem) => isSealedWith(pem, assertion)),
  ),
})
