import { defect } from '../defect.ts'

export const basicFailure400 = defect({
  id: 'basic-failure-400',
  sentence: 'Failed HTTP Basic authentication is answered with 400.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint, headers }) {
    if (endpoint === 'token' && headers.authorization && answer.status === 401) answer.status = 400
  },
})
