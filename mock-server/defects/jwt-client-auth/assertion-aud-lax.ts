import { defect } from '../defect.ts'
import { mending } from '../mending.ts'
import { paths } from '../../wire/endpoints.ts'

export const assertionAudLax = defect({
  id: 'assertion-aud-lax',
  sentence: 'A client assertion may be addressed to the token endpoint, and to others beside the issuer.',
  breaks: { document: 'RFC 7523bis draft', section: '4' },
  ...mending(({ claims, tenant }) => {
    const own = new Set<unknown>([tenant.issuer, tenant.issuer + paths.token])
    if ([claims['aud']].flat().some((audience) => own.has(audience))) claims['aud'] = tenant.issuer
  }),
})
