import { defect } from '../defect.ts'

export const jwksMissingSigningKey = defect({
  id: 'jwks-missing-signing-key',
  sentence: 'The published key set lacks the key that signs access tokens.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint, tenant }) {
    if (endpoint !== 'jwks' || !Array.isArray(json?.['keys'])) return
    const signing = tenant.keyring.jwks.keys[0]?.kid
    json['keys'] = json['keys'].filter(({ kid }) => kid !== signing)
  },
})
