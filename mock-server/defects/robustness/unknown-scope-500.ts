import { defect } from '../defect.ts'

export const unknownScope500 = defect({
  id: 'unknown-scope-500',
  sentence: 'A token request with more than 50 scopes raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, form }) {
    const many = endpoint === 'token' && (form.get('scope') ?? '').split(' ').length > 50
    return many ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
