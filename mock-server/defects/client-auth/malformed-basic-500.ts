import { defect } from '../defect.ts'

export const malformedBasic500 = defect({
  id: 'malformed-basic-500',
  sentence: 'HTTP Basic credentials without a colon end in an internal server error.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, headers }) {
    const encoded = /^basic (\S+)$/i.exec(headers.authorization ?? '')?.[1]
    const credentials = Buffer.from(encoded ?? '', 'base64')
    if (endpoint !== 'token' || credentials.length === 0 || credentials.includes(':')) return undefined
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal Server Error' }
  },
})
