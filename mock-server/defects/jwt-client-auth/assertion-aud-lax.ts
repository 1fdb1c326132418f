import { defect } from '../defect.ts'
import { mending } from '../mending.ts'
import { paths } from '../../wire/endpoints.ts'

export const assertionAudLax = defect({
  id: 'assertion-aud-lax',
  sentence: 'A client assertion may be addressed to the token endpoint, and to others beside the issuer.',
  breaks: { document: 'RFC 7523bis draft', section: '4' },
  ...mending(({ claims, issuer }) => {
    const own = new Set<unknown>([issuer, issuer + paths.token])
    if ([claims['aud']].flat().some((audience) => own.has(audience))) claims['aud'] = issuer
  }),
})
