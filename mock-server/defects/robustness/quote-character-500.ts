import { defect } from '../defect.ts'

export const quoteCharacter500 = defect({
  id: 'quote-character-500',
  sentence: 'A client_id with a single quote raises an exception whose text is returned.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  before({ endpoint, clientId }) {
    const quoted = endpoint === 'token' && clientId?.includes("'") === true
    return quoted ? { status: 500, body: `unterminated quoted string at or near "${clientId}"` } : undefined
  },
})
