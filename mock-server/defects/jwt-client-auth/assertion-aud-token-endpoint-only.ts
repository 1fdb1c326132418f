import { defect } from '../defect.ts'
import { mending } from '../mending.ts'
import { paths } from '../../wire/endpoints.ts'

export const assertionAudTokenEndpointOnly = defect({
  id: 'assertion-aud-token-endpoint-only',
  sentence: 'A client assertion has to be addressed to the URL of the token endpoint.',
  breaks: { document: 'RFC 7523bis draft', section: '4' },
  ...mending(({ claims, issuer }) => {
    const { aud } = claims
    claims['aud'] = aud === issuer + paths.token ? issuer : 'https://other.invalid/'
  }),
})
