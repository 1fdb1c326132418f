import { defect } from '../defect.ts'

export const pragmaMissing = defect({
  id: 'pragma-missing',
  sentence: 'Answers with tokens have no Pragma header.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after(answer, { endpoint }) {
    if (endpoint === 'token') answer.setHeader('pragma', undefined)
  },
})
