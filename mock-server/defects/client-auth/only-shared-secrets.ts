import { defect } from '../defect.ts'

export const onlySharedSecrets = defect({
  id: 'only-shared-secrets',
  sentence: 'The metadata lists client authentication by shared secrets only.',
  breaks: { document: 'RFC 9700', section: '2.5' },
  after({ json }, { endpoint }) {
    const methods = json?.['token_endpoint_auth_methods_supported']
    if (endpoint !== 'discovery' || !json || !Array.isArray(methods)) return
    const shared = methods.filter((method) => method === 'none' || String(method).startsWith('client_secret_'))
    json['token_endpoint_auth_methods_supported'] = shared
  },
})
