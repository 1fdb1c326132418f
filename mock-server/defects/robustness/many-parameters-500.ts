import { defect } from '../defect.ts'

export const manyParameters500 = defect({
  id: 'many-parameters-500',
  sentence: 'More than 1,000 parameters raise an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, text }) {
    const many = endpoint === 'token' && text.split('&').length > 1_000
    return many ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
