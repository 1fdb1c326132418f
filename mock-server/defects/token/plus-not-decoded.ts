import { defect } from '../defect.ts'

export const plusNotDecoded = defect({
  id: 'plus-not-decoded',
  sentence: 'A plus in the body of a token request stays a plus instead of a space.',
  breaks: { document: 'RFC 6749', section: 'B' },
  before(request) {
    if (request.endpoint === 'token') request.text = request.text.replaceAll('+', '%2B')
  },
})
