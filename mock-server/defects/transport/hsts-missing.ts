import { defect } from '../defect.ts'

export const hstsMissing = defect({
  id: 'hsts-missing',
  sentence: 'No answer carries Strict-Transport-Security.',
  breaks: { document: 'RFC 6797', section: '6.1' },
  after(answer) {
    answer.setHeader('strict-transport-security', undefined)
  },
})
