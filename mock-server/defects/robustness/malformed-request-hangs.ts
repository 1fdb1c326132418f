import { exchange } from '../../wire/exchange.ts'
import { defect } from '../defect.ts'

export const malformedRequestHangs = defect({
  id: 'malformed-request-hangs',
  sentence: 'A token request with a body without any equals sign is never answered: the connection is dropped.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, text }) {
    if (endpoint !== 'token' || text === '' || text.includes('=')) return undefined
    exchange()?.ctx.req.socket.destroy()
    return { status: 400 }
  },
})
