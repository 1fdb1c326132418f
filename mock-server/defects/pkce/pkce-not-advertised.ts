import { defect } from '../defect.ts'

export const pkceNotAdvertised = defect({
  id: 'pkce-not-advertised',
  sentence: 'The metadata lists plain and leaves S256 out, which works.',
  breaks: { document: 'RFC 9700', section: '2.1.1' },
  after({ json }, { endpoint }) {
    if (endpoint === 'discovery' && json) json['code_challenge_methods_supported'] = ['plain']
  },
})
