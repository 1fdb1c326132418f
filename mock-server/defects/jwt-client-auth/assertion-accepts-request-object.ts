import { defect } from '../defect.ts'
import { mending } from '../mending.ts'

export const assertionAcceptsRequestObject = defect({
  id: 'assertion-accepts-request-object',
  sentence: 'A signed request object authenticates its client.',
  breaks: { document: 'RFC 9101', section: '10.8' },
  ...mending(({ claims, header }) => {
    if (header['typ'] === 'oauth-authz-req+jwt') claims['sub'] ??= claims['iss']
  }),
})
