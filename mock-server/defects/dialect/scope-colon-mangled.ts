import { defect } from '../defect.ts'

export const scopeColonMangled = defect({
  id: 'scope-colon-mangled',
  sentence: 'The colons in the scope of a token answer are dots.',
  breaks: { document: 'vendor documentation', section: 'scopes' },
  after({ json }, { endpoint }) {
    const scope = json?.['scope']
    if (endpoint === 'token' && json && typeof scope === 'string') json['scope'] = scope.replaceAll(':', '.')
  },
})
