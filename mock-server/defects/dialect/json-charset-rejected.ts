import { defect } from '../defect.ts'

export const jsonCharsetRejected = defect({
  id: 'json-charset-rejected',
  sentence: 'Only the very text application/json is taken as the media type of a JSON body.',
  breaks: { document: 'vendor documentation', section: 'token requests' },
  json(_, { headers }) {
    if (headers['content-type'] === 'application/json') return undefined
    return { status: 415, body: { error: 'invalid_request', error_description: 'the media type is not supported' } }
  },
})
