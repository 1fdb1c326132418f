import { defect } from '../defect.ts'

export const pkceTildeRejected = defect({
  id: 'pkce-tilde-rejected',
  sentence: 'A code_verifier with a tilde is refused.',
  breaks: { document: 'RFC 7636', section: '4.1' },
  before({ endpoint, form }) {
    if (endpoint !== 'token' || form.get('code_verifier')?.includes('~') !== true) return undefined
    return {
      status: 400,
      body: { error: 'invalid_request', error_description: 'code_verifier contains invalid characters' },
    }
  },
})
