import { toClient } from '../to-client.ts'
import { defect } from '../defect.ts'

export const responseSplitting = defect({
  id: 'response-splitting',
  sentence: 'A line break in the state ends the Location header, and what follows becomes a header.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  after(answer) {
    const state = toClient(answer)?.searchParams.get('state') ?? ''
    const [, name, value] = /\r\n([\w-]+): *(.*)/.exec(state) ?? []
    if (name !== undefined) answer.setHeader(name, value)
  },
})
