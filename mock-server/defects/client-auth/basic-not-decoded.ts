import { defect } from '../defect.ts'

export const basicNotDecoded = defect({
  id: 'basic-not-decoded',
  sentence: 'The id and secret of HTTP Basic are compared as they came, without form-decoding.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  before({ endpoint, headers }) {
    const encoded = /^basic (\S+)$/i.exec(headers.authorization ?? '')?.[1]
    const pair = Buffer.from(encoded ?? '', 'base64').toString()
    const colon = pair.indexOf(':')
    if (endpoint !== 'token' || colon < 0) return
    // The provider decodes once: encoding once more leaves it with what came.
    const parts = [pair.slice(0, colon), pair.slice(colon + 1)].map((part) => encodeURIComponent(part))
    headers.authorization = `Basic ${Buffer.from(parts.join(':')).toString('base64')}`
  },
})
