import { defect } from '../defect.ts'

export const tokenErrorStatus200 = defect({
  id: 'token-error-status-200',
  sentence: 'The error for an unknown grant_type is sent with status 200.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint }) {
    if (endpoint === 'token' && answer.error === 'unsupported_grant_type') answer.status = 200
  },
})
