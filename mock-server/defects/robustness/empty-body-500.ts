import { defect } from '../defect.ts'

export const emptyBody500 = defect({
  id: 'empty-body-500',
  sentence: 'An empty body raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, method, text }) {
    const empty = endpoint === 'token' && method === 'POST' && text === ''
    return empty ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
