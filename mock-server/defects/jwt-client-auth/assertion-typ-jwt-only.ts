import { readAssertion } from '../client-assertion.ts'
import { defect } from '../defect.ts'

export const assertionTypJwtOnly = defect({
  id: 'assertion-typ-jwt-only',
  sentence: 'A client assertion whose header has a typ other than JWT is refused.',
  breaks: { document: 'RFC 7523bis draft', section: '4' },
  before({ form, tenant, issuer }) {
    const typ = readAssertion({ form, tenant, issuer })?.header['typ']
    if (typ === undefined || typ === 'JWT') return undefined
    return { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } }
  },
})
