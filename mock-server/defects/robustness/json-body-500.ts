import { defect } from '../defect.ts'

export const jsonBody500 = defect({
  id: 'json-body-500',
  sentence: 'A JSON body raises an uncaught exception.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, headers }) {
    const json = endpoint === 'token' && headers['content-type']?.startsWith('application/json') === true
    return json ? { status: 500, body: 'Internal Server Error' } : undefined
  },
})
